#include "csv.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "markdown.h"
#include "reports/sample_study_build.h"
#include "text/csv_writer.h"

using namespace tradewind;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// An independent reader of RFC 4180.
Rows read(const std::string& csv) {
  Rows rows(1, {""});
  bool quoted = false;
  for (std::size_t at = 0; at < csv.size(); ++at) {
    const char c = csv[at];
    if (quoted) {
      if (c != '"')
        rows.back().back() += c;
      else if (at + 1 < csv.size() && csv[at + 1] == '"')
        rows.back().back() += csv[++at];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\r') {
      REQUIRE(csv.at(++at) == '\n');
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  REQUIRE_FALSE(quoted);
  rows.pop_back();
  return rows;
}

}  // namespace

TEST_CASE("Cells come back as they were") {
  text::CsvTable table({"a", "b", "c"});
  table.cell("plain").cell("comma, \"quotes\"\r\nand lines").cell(0.125, 4).end_row();
  const Rows rows = read(table.text());
  REQUIRE(rows.size() == 2);
  CHECK(rows[1] == std::vector<std::string>{"plain", "comma, \"quotes\"\r\nand lines", "0.125"});
}

TEST_CASE("Text that a spreadsheet would run is defused, numbers are not touched") {
  text::CsvTable table({"a"});
  for (const char* text : {"=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "safe=1"}) table.cell(text).end_row();
  table.cell(-1.5, 1).end_row();
  table.cell("-14754.95").end_row();
  const Rows rows = read(table.text());
  for (std::size_t at = 1; at <= 5; ++at) CHECK(rows[at][0].front() == '\'');
  CHECK(rows[6][0] == "safe=1");
  CHECK(rows[7][0] == "-1.5");
  CHECK(rows[8][0] == "-14754.95");
}

TEST_CASE("Every table is rectangular and holds every point") {
  test::SampleStudy study = test::sample_study();
  for (Candidate& candidate : study.candidates)
    candidate.outcome.features.stores = {{.store = "=cards", .consistency = "bounded", .reads = 1000, .staleness_s = {1000, 2, 1.5, 4, 6, 9}}};
  const auto tables = render_csv(build_model(study.source()));
  CHECK(tables.size() == 7);
  for (const auto& [name, text] : tables) {
    INFO(name);
    const Rows rows = read(text);
    REQUIRE(rows.size() > 10);
    for (const auto& row : rows) CHECK(row.size() == rows[0].size());
    std::size_t points = 0;
    for (const auto& row : rows) points += row[0] == "t10";
    CHECK(points >= 1);
  }
  CHECK(read(tables.at("latency_by_population.csv")).size() == 1 + 10 * 60);
  CHECK(read(tables.at("candidates.csv")).size() == 1 + 13);
  const Rows stores = read(tables.at("feature_stores.csv"));
  CHECK(stores[1][1] == "'=cards");
  CHECK(std::stod(stores[1][5]) == 1.5);
  CHECK(std::stod(stores[1][8]) == 9);
}

TEST_CASE("The bill table sums to the front table") {
  const test::SampleStudy study = test::sample_study();
  const auto tables = render_csv(build_model(study.source()));
  std::map<std::string, double> sums;
  Rows bill = read(tables.at("bill.csv"));
  for (std::size_t at = 1; at < bill.size(); ++at) sums[bill[at][0]] += std::stod(bill[at][9]);
  const Rows front = read(tables.at("front.csv"));
  for (std::size_t at = 1; at < front.size(); ++at) CHECK(sums.at(front[at][0]) == Catch::Approx(std::stod(front[at][4])).margin(0.001));
}

TEST_CASE("Markdown keeps its tables whole, whatever the names") {
  test::SampleStudy study = test::sample_study();
  study.world.name = "a | b <script>";
  study.world.description = "line one\n# line two";
  study.candidates[3].bill.lines[0].service = "pipe | service";
  const std::string text = render_markdown(build_model(study.source()));
  CHECK(text.find("<script>") == std::string::npos);
  CHECK(text.find("\n# line two") == std::string::npos);
  CHECK(text.find("pipe \\| service") != std::string::npos);
  CHECK(text.find("(recommended)") != std::string::npos);
  CHECK(text.find("**137,115.66**") != std::string::npos);
}
