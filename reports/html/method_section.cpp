#include <fmt/format.h>

#include "html/section.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

using Entry = std::pair<const char*, const char*>;

constexpr Entry steps[] = {
    {"Capacity", "For each workload and instance type the simulator itself measures the latency of one replica against its load."},
    {"Placement",
     "An exact model (mixed-integer program) chooses regions, replicas and traffic for the least cost at each latency; the gap says how much of the "
     "optimum is unproven."},
    {"Simulation", "Every topology shown was then simulated request by request with the same users, and priced from what it used."},
    {"Verification",
     "Where simulation and model parted, the model was corrected by the simulation and asked again; where the order of neighbours was in doubt, more "
     "replications were simulated."},
    {"Front",
     "A point stays when no other one is both faster and cheaper. The recommended point is the knee: past it, a further gain costs "
     "disproportionately more."},
};

constexpr Entry glossary[] = {
    {"p95", "95 of 100 requests are at least that fast."},
    {"First token", "From the user's request to the first token at the user."},
    {"Answer", "From the user's request to the last byte at the user."},
    {"Network, queue, service", "The way to the region and back, the wait for a server, the work of the server; together the whole request."},
    {"Population", "The users of one metro area, on a daily rhythm in their local time."},
    {"Pool", "Replicas of one model server on one instance type in one region."},
    {"Topology", "One decision: the pools and the routing."},
    {"Busy", "Share of the time in which a replica computes."},
    {"95 % interval", "Where the true value lies in 95 of 100 cases, from the spread over independent replications."},
};

template <std::size_t n>
void definitions(text::Markup& page, const Entry (&entries)[n]) {
  const auto list = page.scope("dl", {{"class", "reasons"}});
  for (const auto& [term, meaning] : entries) {
    const auto pair = page.scope("div");
    page.element("dt", term).element("dd", meaning);
  }
}

void reproducibility(text::Markup& page, const ReportModel& model) {
  const SimulationPlan& plan = model.simulation;
  const Outcome& outcome = model.picked().outcome;
  page.element("h3", "Reproducibility");
  page.element(
      "p",
      fmt::format("Seed {}, {} of {} of {} s each after {} s of warm-up, spread over the week of {}. Program {}, catalogue {}, price book {}. The "
                  "same scenario, seed and version give the same bytes on any number of threads.",
                  outcome.seed, text::counted(outcome.replications, "replication"), text::counted(plan.windows, "window"),
                  text::decimal(plan.window_s, 1), text::decimal(plan.warmup_s, 1), model.week_of, model.version, model.catalogue_version,
                  model.price_book));
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "fingerprints"}});
  page.element("caption", "Simulated against promised, and the fingerprint of every run.");
  header_row(page, {"Point", "#Simulated ms", "#Promised ms", "#Priced USD", "#Promised USD", "#Requests", "#Hours", "Fingerprint"});
  const auto body = page.scope("tbody");
  for (const ReportPoint& point : model.front) {
    const auto row = page.scope("tr");
    page.element("th", point.id, {{"scope", "row"}});
    number(page, text::ms(point.latency_ms));
    number(page, text::ms(point.promised_latency_ms));
    number(page, text::whole_usd(point.monthly));
    number(page, text::grouped(point.promised_monthly_usd));
    number(page, text::grouped(static_cast<double>(point.outcome.requests.offered)));
    number(page, text::decimal(point.outcome.simulated_hours, 2));
    const auto cell = page.scope("td");
    page.element("code", text::hexadecimal(point.outcome.fingerprint));
  }
}

}  // namespace

void method_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "method", "Method");
  {
    const auto columns = page.scope("div", {{"class", "columns even"}});
    definitions(page, steps);
    definitions(page, glossary);
  }
  reproducibility(page, model);
}

}  // namespace tradewind::html
