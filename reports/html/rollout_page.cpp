#include <fmt/format.h>

#include <algorithm>

#include "embedded/assets.h"
#include "html/document.h"
#include "html/rollout_timeline.h"
#include "html/section.h"
#include "text/numbers.h"
#include "tradewind/reports/chaos_report.h"
#include "tradewind/reports/rollout_report.h"
#include "tradewind/scenarios/version.h"
#include "tradewind/sim/share.h"

namespace tradewind {
namespace {

using text::Markup;

struct Page {
  const RolloutsOutcome& outcome;
  const RolloutOptions& options;
  const std::vector<Bill>& bills;
};

std::string count(std::uint64_t number) { return text::grouped(static_cast<double>(number)); }
std::string time(double s) { return s < 120 ? fmt::format("{:.0f}\u00a0s", s) : fmt::format("{:.1f}\u00a0min", s / 60); }
std::string time(const std::optional<double>& s) { return s ? time(*s) : "–"; }
std::string words(RolloutStrategy strategy) { return strategy == RolloutStrategy::blue_green ? "blue-green" : std::string(to_string(strategy)); }

std::string end_of(const RolloutResult& r) {
  if (r.failed_s) return r.back_s ? "rolled back" : "still being rolled back";
  return r.done_s ? "done" : "not done";
}

void badge(Markup& page, const RolloutResult& r) { page.element("span", end_of(r), {{"class", r.done_s ? "badge good" : "badge bad"}}); }

// What one rollout came to, in a sentence or two.
std::string felt(const RolloutResult& r) {
  std::string words;
  if (r.failed_s && r.first_error_s)
    words = fmt::format(
        "The first bad answer came {} after the decision, the analysis failed {} later, and {} after that the last request went to the "
        "new version. ",
        time(*r.first_error_s), time(*r.failed_s - *r.first_error_s), time(r.clean_after_s));
  else if (r.failed_s)
    words = fmt::format("The analysis failed {} after the decision, and {} later the last request went to the new version. ", time(r.failed_s),
                        time(r.clean_after_s));
  else if (r.bad_answers > 0)
    words = fmt::format("The new version is bad, and nothing rolled it back: {} bad answers. ", count(r.bad_answers));
  return words + fmt::format("{} of {} requests failed, {} without a rollout; {} came late, {} without.", count(r.failed), count(r.sent),
                             count(r.usually_failed), count(r.late), count(r.usually_late));
}

void masthead(Markup& page, const Page& p) {
  const auto header = page.scope("header", {{"class", "masthead"}});
  {
    const auto bar = page.scope("div", {{"class", "bar"}});
    page.element("span", "Tradewind", {{"class", "brand"}});
    const auto nav = page.scope("nav", {{"aria-label", "Sections"}});
    page.element("a", "Comparison", {{"href", "#comparison"}})
        .element("a", "Timelines", {{"href", "#timelines"}})
        .element("a", "Meaning", {{"href", "#meaning"}});
  }
  page.element("p", fmt::format("{}: a new version on its way", p.outcome.scenario), {{"class", "eyebrow"}});
  const auto skew = [](const RolloutResult& r) { return r.skew.seconds; };
  const RolloutResult& shortest = *std::ranges::min_element(p.outcome.rollouts, {}, skew);
  const RolloutResult& longest = *std::ranges::max_element(p.outcome.rollouts, {}, skew);
  {
    const auto title = page.scope("h1");
    page.text("Two versions answer side by side for ").element("em", time(shortest.skew.seconds));
    if (&shortest != &longest)
      page.text(fmt::format(" ({}) to ", shortest.name)).element("em", time(longest.skew.seconds)).text(fmt::format(" ({}).", longest.name));
    else
      page.text(".");
  }
  const auto list = page.scope("dl", {{"class", "facts"}});
  html::fact(page, "Begins at", hour_in_words(p.outcome.hour_of_week));
  html::fact(page, "Simulated for each", time(p.outcome.simulated_s));
  html::fact(page, "Requests simulated", count(p.outcome.requests));
  html::fact(page, "Prices", p.bills.empty() ? "" : p.bills.front().price_book);
  html::fact(page, "Seed", std::to_string(p.outcome.seed));
  html::fact(page, "Replications", std::to_string(p.outcome.replications));
  html::fact(page, "Version", version());
}

std::string beside_usual(std::uint64_t now, std::uint64_t usual) { return count(now) + (usual > 0 ? fmt::format(" ({})", count(usual)) : ""); }

void comparison(Markup& page, const Page& p) {
  const auto section = page.scope("section");
  html::heading(page, "comparison", "Side by side",
                "The same users with the same requests in each. Times since the decision to roll out; in brackets: without a rollout.");
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "ranking"}});
  html::header_row(page, {"rollout", "strategy", "", "#after", "#two versions for", "#answers of the fewer", "#split conversations", "#bad answers",
                          "#failed requests", "#late", "#instance hours beside", "#costs USD"});
  const auto body = page.scope("tbody");
  for (std::size_t i = 0; i < p.outcome.rollouts.size(); ++i) {
    const RolloutResult& r = p.outcome.rollouts[i];
    double hours = 0;
    for (const SurgeUsage& surge : r.usage.surge) hours += surge.instance_hours;
    const auto line = page.scope("tr");
    {
      const auto name = page.scope("th", {{"scope", "row"}});
      page.element("a", r.name, {{"href", fmt::format("#rollout-{}", i + 1)}});
    }
    page.element("td", words(r.strategy), {{"class", "nowrap"}});
    {
      const auto cell = page.scope("td");
      badge(page, r);
    }
    html::number(page, time(r.failed_s ? r.failed_s : r.done_s));
    html::number(page, time(r.skew.seconds));
    html::number(page, text::percent(r.skew.share));
    html::number(page, r.skew.conversations > 0 ? text::percent(share_of(r.skew.split, r.skew.conversations)) : "–");
    html::number(page, count(r.bad_answers));
    html::number(page, beside_usual(r.failed, r.usually_failed));
    html::number(page, beside_usual(r.late, r.usually_late));
    html::number(page, text::decimal(hours, 1));
    html::number(page, to_string(p.bills[i].total()));
  }
}

void regions(Markup& page, const RolloutResult& r) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "Regions, in seconds since the decision (first replication)");
  html::header_row(page, {"region", "#wave", "#files there", "#began", "#first answer", "#has the new version", "#two versions for"});
  const auto body = page.scope("tbody");
  const auto at = [](const std::optional<double>& s) { return s ? text::grouped(*s) : "–"; };
  for (const RolloutRegion& region : r.regions) {
    const auto line = page.scope("tr");
    page.element("th", region.region, {{"scope", "row"}});
    html::number(page, std::to_string(region.wave + 1));
    for (const auto& s : {region.arrived_s, region.began_s, region.first_answer_s, region.done_s}) html::number(page, at(s));
    html::number(page, time(region.skew_s));
  }
}

void happenings(Markup& page, const Page& p, const RolloutResult& r) {
  page.element("p", "What happened, in seconds since the decision (first replication)", {{"class", "label"}});
  const auto list = page.scope("ul", {{"class", "happenings"}});
  for (const RolloutEvent& event : r.events) {
    const auto item = page.scope("li");
    page.element("b", fmt::format("{:.0f}\u00a0s", event.at_s - p.options.before_s)).element("span", event.what);
  }
}

void bill(Markup& page, const Bill& bill) {
  if (bill.lines.empty()) return;
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "What it costs once, beside the month's bill");
  html::header_row(page, {"region", "what", "item", "#quantity", "unit", "#USD each", "#USD", "price of"});
  const auto body = page.scope("tbody");
  for (const BillLine& line : bill.lines) {
    const auto row = page.scope("tr");
    page.element("th", line.provider + ":" + line.region, {{"scope", "row"}}).element("td", line.service).element("td", line.item);
    html::number(page, text::decimal(line.quantity, 2));
    page.element("td", line.price.unit);
    html::number(page, text::decimal(line.price.usd, 4));
    html::number(page, to_string(line.amount));
    page.element("td", line.price.date + (line.price.mark.empty() ? "" : ", " + line.price.mark));
  }
}

void timelines(Markup& page, const Page& p) {
  const auto section = page.scope("section");
  html::heading(page, "timelines", "What happened");
  for (std::size_t i = 0; i < p.outcome.rollouts.size(); ++i) {
    const RolloutResult& r = p.outcome.rollouts[i];
    const auto block = page.scope("details", {{"class", "experiment"}, {i == 0 ? "open" : "", "open"}});
    {
      const auto summary = page.scope("summary");
      page.element("h3", r.name);
      badge(page, r);
      page.element("span", words(r.strategy), {{"class", "small"}});
    }
    {
      const auto anchor = page.scope("div", {{"class", "anchor"}, {"id", fmt::format("rollout-{}", i + 1)}});
      page.element("p", felt(r), {{"class", "small"}});
      for (const std::string& note : r.notes) page.element("p", note, {{"class", "small"}});
    }
    html::rollout_legend(page);
    {
      const auto figure = page.scope("figure", {{"class", "scroll"}});
      html::rollout_timeline(page, p.outcome, p.options, r);
    }
    regions(page, r);
    happenings(page, p, r);
    bill(page, p.bills[i]);
  }
}

void meaning(Markup& page) {
  const auto section = page.scope("section");
  html::heading(page, "meaning", "What the words mean");
  const auto list = page.scope("dl", {{"class", "meaning"}});
  for (const auto& [word, sentence] : std::initializer_list<std::pair<const char*, const char*>>{
           {"rolling", "Replicas are replaced one after the other, as Kubernetes does; each takes its part of a region's requests."},
           {"blue-green", "All new replicas start beside the old ones; then the router sends all requests to them at once."},
           {"canary", "The router sends a growing share of a region's requests to new replicas, which stand beside all old ones."},
           {"after", "Since the decision: until every region has the new version and has been watched, or until an analysis failed."},
           {"two versions for", "From the first answer of the new version to the last one of the version that went."},
           {"answers of the fewer", "Of the answers of that time, those of the version that gave fewer of them in their moment."},
           {"split conversations", "Of the conversations under way in that time, those that got answers of both versions."},
           {"bad answers", "Errors of a bad version; a client that asks again may get a good answer."},
           {"failed, late", "No answer was completed; completed, but past the target of the SLO."},
           {"instance hours beside",
            "Of instances beside those of the topology, from when they were requested until nobody had needed them for ten minutes."},
           {"costs",
            "Those instances, on demand, and copies of the version between regions. Delays of a provider's replication service are design "
            "targets, not measurements."}})
    page.element("dt", word).element("dd", sentence);
}

}  // namespace

std::string rollouts_html(const RolloutsOutcome& outcome, const RolloutOptions& options, const std::vector<Bill>& bills) {
  const Page p{outcome, options, bills};
  Markup page;
  page.verbatim("<!DOCTYPE html>\n");
  {
    const auto root = page.scope("html", {{"lang", "en"}});
    html::head(page, outcome.scenario + ": a new version on its way", version(), {embedded::assets("report.css"), embedded::assets("chaos.css")});
    const auto body = page.scope("body");
    masthead(page, p);
    {
      const auto main = page.scope("main");
      comparison(page, p);
      timelines(page, p);
      meaning(page);
    }
    page.element("footer", fmt::format("Made by Tradewind {}. Fingerprint {}.", version(), text::hexadecimal(outcome.fingerprint)));
  }
  return page.take();
}

}  // namespace tradewind
