#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "embedded/assets.h"
#include "html/chaos_timeline.h"
#include "html/document.h"
#include "html/section.h"
#include "text/numbers.h"
#include "tradewind/reports/chaos_report.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using text::Markup;

struct Campaign {
  const ChaosOutcome& outcome;
  const ChaosOptions& options;
  std::vector<html::RegionBand> bands;

  std::size_t broken() const { return static_cast<std::size_t>(std::ranges::count(outcome.experiments, false, &ChaosExperiment::holds)); }
};

std::string count(std::uint64_t number) { return text::grouped(static_cast<double>(number)); }
std::string seconds(double s) { return fmt::format("{:.0f}\u00a0s", s); }
std::string since_the_fault(const std::optional<double>& s) { return !s ? "not in time" : *s == 0 ? "at once" : seconds(*s); }
std::string failures(std::size_t number) { return text::counted(static_cast<std::int64_t>(number), "failure"); }

std::string signed_count(double number) { return (number > 0 ? "+" : "") + text::grouped(number); }

std::string felt(const ChaosExperiment& e) {
  std::string words =
      fmt::format("{} of the {} requests since then failed ({})", count(e.failed), count(e.sent), text::percent(share_of(e.failed, e.sent)));
  if (e.usually_failed > 0) words += fmt::format(", {} without it", count(e.usually_failed));
  return words + fmt::format("; {} came late, {} without it.", count(e.late), count(e.usually_late));
}

void badge(Markup& page, bool holds) { page.element("span", holds ? "holds" : "does not hold", {{"class", holds ? "badge good" : "badge bad"}}); }

// A name whose words, "aws:us-east-1", are not broken at their hyphens.
void unbroken(Markup& page, const std::string& name) {
  const auto emphasis = page.scope("em");
  for (std::size_t from = 0; from < name.size();) {
    const std::size_t end = std::min(name.find(' ', from), name.size());
    page.element("span", name.substr(from, end - from), {{"class", "nowrap"}});
    if (end < name.size()) page.text(" ");
    from = end + 1;
  }
}

void headline(Markup& page, const Campaign& campaign) {
  const auto& experiments = campaign.outcome.experiments;
  const auto title = page.scope("h1");
  if (experiments.empty()) {
    page.text("Nothing was made to fail.");
  } else if (campaign.broken() == 0) {
    page.text("What is left carries the load: ").element("em", experiments.size() == 1 ? experiments[0].name : "all " + failures(experiments.size()));
    page.text(experiments.size() == 1 ? " may fail." : " are borne.");
  } else {
    page.text("Without ");
    unbroken(page, experiments.front().name);
    page.text(", what is left does not carry the load.");
  }
}

void question(Markup& page, const Campaign& campaign) {
  const auto& experiments = campaign.outcome.experiments;
  if (experiments.empty()) return;
  const auto words = page.scope("p", {{"class", "question"}});
  const std::size_t broken = campaign.broken(), holding = experiments.size() - broken;
  if (broken > 0)
    page.text(fmt::format("{} of {} {} not hold; {}. ", broken, failures(experiments.size()), broken == 1 ? "does" : "do",
                          holding == 0   ? "none does"
                          : holding == 1 ? "the other one does"
                                         : fmt::format("the other {} do", holding)));
  page.text(fmt::format("The worst is {}: {}", experiments.front().name, felt(experiments.front())));
}

void by_chance_fact(Markup& page, const Campaign& campaign) {
  const ChaosByChance& c = *campaign.outcome.by_chance;
  html::fact(page, "In a year, by chance",
             fmt::format("{:.3g} ± {:.2g} min of outage, {} ± {} lost requests; {} in {} runs at {:g} times the rates", c.year.outage_minutes,
                         c.outage_minutes_ci95, text::grouped(c.year.lost_requests), text::grouped(c.lost_requests_ci95), failures(c.failures),
                         c.runs, campaign.options.acceleration));
  if (c.overlaps())
    html::fact(page, "Not to be trusted",
               fmt::format("{:.1f} % of these failures find another part down, more than {:g} %: they are not one at a time", 100 * c.overlap,
                           100 * ChaosByChance::tolerated_overlap));
}

void masthead(Markup& page, const Campaign& campaign) {
  const ChaosOutcome& outcome = campaign.outcome;
  const auto header = page.scope("header", {{"class", "masthead"}});
  {
    const auto bar = page.scope("div", {{"class", "bar"}});
    page.element("span", "Tradewind", {{"class", "brand"}});
    const auto nav = page.scope("nav", {{"aria-label", "Sections"}});
    page.element("a", "Ranking", {{"href", "#ranking"}})
        .element("a", "Timelines", {{"href", "#timelines"}})
        .element("a", "Meaning", {{"href", "#meaning"}});
  }
  page.element("p", fmt::format("{}: what users feel when a part fails", outcome.scenario), {{"class", "eyebrow"}});
  headline(page, campaign);
  question(page, campaign);
  const auto list = page.scope("dl", {{"class", "facts"}});
  html::fact(page, "Traffic manager", outcome.manager);
  html::fact(page, "Load of", hour_in_words(outcome.hour_of_week));
  html::fact(page, "A fault lasts", seconds(campaign.options.fault_for_s));
  html::fact(page, "Requests simulated", count(outcome.requests));
  for (const bool by_runbook : {false, true}) {
    const MeanTimeToRestore mttr = outcome.mean_time_to_restore(by_runbook, campaign.options);
    if (mttr.experiments > 0)
      html::fact(page, by_runbook ? "Mean time to restore, by the runbook" : "Mean time to restore",
                 fmt::format("{}{:.0f} s", mttr.never > 0 ? "at least " : "", mttr.mean_s));
  }
  for (const bool by_runbook : {false, true})
    if (const auto year = outcome.expected_year(by_runbook))
      html::fact(page, by_runbook ? "Expected in a year, by the runbook" : "Expected in a year",
                 fmt::format("{:.3g} min of outage, {} lost requests, availability {:.6g} %", year->outage_minutes,
                             count(static_cast<std::uint64_t>(year->lost_requests)), 100 * outcome.expected_availability(*year)));
  if (outcome.by_chance) by_chance_fact(page, campaign);
  html::fact(page, "Seed", std::to_string(outcome.seed));
  html::fact(page, "Replications", std::to_string(outcome.replications));
  html::fact(page, "Version", version());
}

void ranking_row(Markup& page, const ChaosExperiment& e, std::size_t at) {
  const auto line = page.scope("tr");
  {
    const auto name = page.scope("th", {{"scope", "row"}});
    page.element("a", e.name, {{"href", fmt::format("#experiment-{}", at + 1)}});
  }
  {
    const auto cell = page.scope("td");
    badge(page, e.holds());
  }
  html::number(page, e.detect_s ? seconds(*e.detect_s) : "–");
  html::number(page, since_the_fault(e.shift_s));
  html::number(page, since_the_fault(e.recover_s));
  html::number(page, since_the_fault(e.after_s));
  html::number(page, count(e.failed));
  html::number(page, text::percent(share_of(e.failed, e.sent)));
  html::number(page, signed_count(e.more_late()));
  const auto victims = page.scope("td");
  if (e.hardest_hit() == nullptr) return;
  const ChaosVictims& hit = *e.hardest_hit();
  page.text(hit.population);
  page.element("div",
               hit.failed > 0 ? fmt::format("{} failed", text::percent(share_of(hit.failed, hit.sent)))
                              : fmt::format("p95 {}, usually {}", text::duration(hit.p95_ms), text::duration(hit.usual_p95_ms)),
               {{"class", "small"}});
}

void ranking(Markup& page, const Campaign& campaign) {
  const auto section = page.scope("section");
  html::heading(page, "ranking", "From the worst on",
                "Times since the fault began, in the last of their columns since it ended; requests since the fault began.");
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "ranking"}});
  html::header_row(page, {"what fails", "", "#noticed after", "#failures over after", "#recovered after", "#well after its end", "#failed requests",
                          "#of those sent", "#late, more than usual", "hardest hit"});
  const auto body = page.scope("tbody");
  const auto& experiments = campaign.outcome.experiments;
  for (std::size_t at = 0; at < experiments.size(); ++at) ranking_row(page, experiments[at], at);
}

void happenings(Markup& page, const Campaign& campaign, const ChaosExperiment& e) {
  if (e.events.empty()) return;
  page.element("p",
               campaign.outcome.replications > 1 ? "What happened, in seconds since the fault began (first replication)"
                                                 : "What happened, in seconds since the fault began",
               {{"class", "label"}});
  const auto list = page.scope("ul", {{"class", "happenings"}});
  for (const ChaosEvent& event : e.events) {
    const auto item = page.scope("li");
    page.element("b", fmt::format("{:.1f}\u00a0s", event.at_s - campaign.options.fault_at_s)).element("span", event.what);
  }
}

void victims(Markup& page, const ChaosExperiment& e) {
  if (e.victims.empty()) return;
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "The hardest hit users, while the fault lasted");
  html::header_row(page, {"population", "#requests", "#failed", "#of them", "#p95", "#p95 without the fault"});
  const auto body = page.scope("tbody");
  for (const ChaosVictims& hit : e.victims) {
    const auto line = page.scope("tr");
    page.element("th", hit.population, {{"scope", "row"}});
    html::number(page, count(hit.sent));
    html::number(page, count(hit.failed));
    html::number(page, text::percent(share_of(hit.failed, hit.sent)));
    html::number(page, hit.failed < hit.sent ? text::duration(hit.p95_ms) : "–");
    html::number(page, hit.usual_p95_ms > 0 ? text::duration(hit.usual_p95_ms) : "–");
  }
}

void experiment(Markup& page, const Campaign& campaign, const ChaosExperiment& e, const std::string& id, bool open) {
  const bool baseline = e.group.empty();
  const auto block = page.scope("details", {{"class", "experiment"}, {open ? "open" : "", "open"}});
  {
    const auto summary = page.scope("summary");
    page.element("h3", baseline ? "Without a fault" : e.name);
    if (!baseline) badge(page, e.holds());
    if (!baseline)
      page.element("span", fmt::format("{} failed ({})", count(e.failed), text::percent(share_of(e.failed, e.sent))), {{"class", "small"}});
  }
  {
    const auto anchor = page.scope("div", {{"class", "anchor"}, {"id", id}});
    if (!baseline) page.element("p", fmt::format("{} {}", felt(e), why_it_does_not_hold(e)), {{"class", "small"}});
  }
  html::timeline_legend(page, campaign.bands);
  {
    const auto figure = page.scope("figure", {{"class", "scroll"}});
    html::chaos_timeline(page, campaign.outcome, campaign.options, e, campaign.bands);
  }
  happenings(page, campaign, e);
  victims(page, e);
}

void timelines(Markup& page, const Campaign& campaign) {
  const auto section = page.scope("section");
  html::heading(
      page, "timelines", "What happened",
      "The same users send the same requests in each experiment, so that before the fault all are the same. Shaded: while the fault lasts.");
  const auto& experiments = campaign.outcome.experiments;
  for (std::size_t at = 0; at < experiments.size(); ++at) experiment(page, campaign, experiments[at], fmt::format("experiment-{}", at + 1), at == 0);
  experiment(page, campaign, campaign.outcome.baseline, "no-fault", experiments.empty());
}

void meaning(Markup& page) {
  const auto section = page.scope("section");
  html::heading(page, "meaning", "What the words mean");
  const auto list = page.scope("dl", {{"class", "meaning"}});
  for (const auto& [word, sentence] : std::initializer_list<std::pair<const char*, const char*>>{
           {"region", "Nothing reaches it, and it answers nobody. When it comes back, its replicas are empty, and ready."},
           {"zone, node",
            "The nodes are lost. Their replicas are missed 340 s later (Kubernetes: 40 s until the node counts as lost, 300 s until its pods are "
            "replaced) and start anew in the same region."},
           {"link", "The way between two places is cut. Packets take the shortest way that is left."},
           {"edge", "Users of an anycast service enter its network at the next site, once their own networks have found it."},
           {"DNS", "The name servers answer nobody. Answers in caches and open connections go on."},
           {"registry", "Neither images nor models can be pulled. It is felt by replicas that start."},
           {"slow replica, flapping checks", "Grey failures: one replica takes longer while its checks pass, or checks of a healthy region fail."},
           {"noticed", "The traffic manager takes the region for down for the first time. A region that lost a zone or a node may still answer."},
           {"failures over", "From then on, until the fault ends, at most 1 % of the requests of any half minute fail."},
           {"recovered", "Besides, as many come within their target as the SLO asks for, or as came without the fault if those are fewer, less 2 %."},
           {"well after its end", "The same, from then until the measured time ends. Never: a queue or a storm of retries outlives the fault."},
           {"holds", "It recovers before the fault ends: what is left carries the load."},
           {"failed", "No answer was completed, after all attempts of the client."},
           {"late", "Completed, but past the target of the SLO."}})
    page.element("dt", word).element("dd", sentence);
}

}  // namespace

std::string chaos_html(const ChaosOutcome& outcome, const ChaosOptions& options) {
  const Campaign campaign{outcome, options, html::region_bands(outcome)};
  Markup page;
  page.verbatim("<!DOCTYPE html>\n");
  {
    const auto root = page.scope("html", {{"lang", "en"}});
    html::head(page, outcome.scenario + ": what users feel when a part fails", version(),
               {embedded::assets("report.css"), embedded::assets("chaos.css")});
    const auto body = page.scope("body");
    masthead(page, campaign);
    {
      const auto main = page.scope("main");
      ranking(page, campaign);
      timelines(page, campaign);
      meaning(page);
    }
    page.element("footer", fmt::format("Made by Tradewind {}. Fingerprint {}.", version(), text::hexadecimal(outcome.fingerprint)));
  }
  return page.take();
}

}  // namespace tradewind
