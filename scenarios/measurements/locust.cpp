// Locust's table of statistics (--csv, NAME_stats.csv), in ms. Percentiles are rounded to two digits above 100 ms, and failures are among them.
#include <fmt/format.h>

#include <vector>

#include "measurements/distributions.h"
#include "measurements/formats.h"
#include "tradewind/scenarios/csv.h"

namespace tradewind::measurements {

bool is_locust_csv(std::string_view text) { return text.starts_with("Type,Name,Request Count"); }

void read_locust_csv(std::string_view text, Intake& intake) {
  const CsvTable table(text, intake.file());
  const std::size_t name = table.column("Name"), count = table.column("Request Count");
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (table.text(row, name) != "Aggregated" && table.number(row, count) > 0) rows.push_back(row);
  for (const std::size_t row : rows) {
    const auto number = [&](const char* column) { return number_of(table.text(row, table.column(column))); };
    MeasuredRun run = intake.new_run("Locust");
    run.server = table.text(row, name);
    const auto failed = static_cast<std::uint64_t>(number("Failure Count").value_or(0));
    run.requests = static_cast<std::uint64_t>(table.number(row, count));
    run.requests -= std::min(failed, run.requests);
    add_figure(run, MeasuredKind::e2e, 0, number("Average Response Time"));
    for (const double percentile : {50.0, 90.0, 95.0, 99.0})
      add_figure(run, MeasuredKind::e2e, percentile, number(fmt::format("{:g}%", percentile).c_str()));
    run.notes.emplace_back("Locust rounds percentiles above 100 ms to two digits, and counts failed requests in");
    Findings findings{.completed_rps = number("Requests/s").value_or(0) - number("Failures/s").value_or(0), .failed = failed};
    if (rows.size() > 1)
      findings.unusable = fmt::format("{} at the same time as {} other requests: measure one alone", table.text(row, name), rows.size() - 1);
    intake.take(std::move(run), findings);
  }
}

}  // namespace tradewind::measurements
