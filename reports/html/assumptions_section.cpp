#include <fmt/format.h>

#include "html/section.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

struct Basis {
  const char* figure;
  const char* basis;  // also the badge's class
  const char* words;
};

constexpr Basis bases[] = {
    {"Round trips between regions", "measured",
     "published measurements where a data set has the pair; else estimated from the nearest measured pairs"},
    {"Round trips from users to regions", "estimated",
     "a line for each pair of continents, fitted on measured pairs, plus the residual of the nearest ones; no user was measured"},
    {"Access lines of the users", "assumed", "two percentiles of the scenario, the same for every country"},
    {"Iteration and batch times of the GPUs", "measured",
     "published kernel profiles and benchmark results; the pool queue on top of them is simulated"},
    {"Users", "estimated", "population of the metro times the share of the country's people who are online, times the scenario's share"},
    {"Daily rhythm", "measured", "a published load curve of a production service, shifted to local time"},
    {"Prices", "listed", "list prices of the clouds at the dates shown; a mark says which must be checked before money rests on them"},
};

void basis_table(text::Markup& page) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "What is measured and what is estimated.");
  header_row(page, {"Figure", "Basis", "How"});
  const auto body = page.scope("tbody");
  for (const Basis& basis : bases) {
    const auto row = page.scope("tr");
    page.element("th", basis.figure, {{"scope", "row"}});
    {
      const auto cell = page.scope("td");
      page.element("span", basis.basis, {{"class", std::string("badge ") + basis.basis}});
    }
    page.element("td", basis.words);
  }
}

void workload_table(text::Markup& page, const ReportModel& model) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "Workloads as simulated.");
  header_row(page, {"Workload", "Model", "#Requests a user and day", "Daily rhythm", "Balancing"});
  const auto body = page.scope("tbody");
  for (const Workload& workload : model.workloads) {
    const auto row = page.scope("tr");
    page.element("th", workload.name, {{"scope", "row"}});
    page.element("td", std::visit([](const auto& serving) { return serving.model; }, workload.serving));
    number(page, text::decimal(workload.requests_per_user_day, 4));
    page.element("td", workload.profile).element("td", to_string(workload.balancing));
  }
}

void default_table(text::Markup& page, const ReportModel& model) {
  if (model.defaults.empty()) {
    page.element("p", "The scenario states every field: no default was filled in.");
    return;
  }
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "Defaults that were filled in because the scenario leaves the field out.");
  header_row(page, {"Field", "Value", "Source"});
  const auto body = page.scope("tbody");
  for (const FilledDefault& filled : model.defaults) {
    const auto row = page.scope("tr");
    {
      const auto cell = page.scope("td");
      page.element("code", filled.pointer);
    }
    page.element("td", filled.value + (filled.unit.empty() ? "" : " " + filled.unit), {{"class", "nowrap"}});
    page.element("td", filled.source);
  }
}

}  // namespace

void assumptions_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "assumptions", "Assumptions and where they come from");
  basis_table(page);
  workload_table(page, model);
  default_table(page, model);
  if (model.notes.empty()) return;
  page.element("h3", "Left out");
  const auto list = page.scope("ul", {{"class", "notes"}});
  for (const std::string& note : model.notes) page.element("li", note);
}

}  // namespace tradewind::html
