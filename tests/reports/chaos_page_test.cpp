// The reports of a chaos campaign, from an outcome made by hand.
#include <algorithm>
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "html/chaos_timeline.h"
#include "tradewind/reports/chaos_report.h"

using namespace tradewind;
using Tree = boost::property_tree::ptree;

namespace {

const ChaosOptions options{.fault_at_s = 10, .fault_for_s = 20, .after_s = 10, .moment_s = 5};

// Eight moments of 100 requests; while the fault lasts, so many of them fail.
std::vector<ChaosMoment> moments(std::uint64_t failed) {
  std::vector<ChaosMoment> moments;
  for (int i = 0; i < 8; ++i) {
    const std::uint64_t lost = i >= 2 && i < 6 ? failed : 0;
    moments.push_back({.at_s = i * 5.0,
                       .sent = 100,
                       .completed = 100 - lost,
                       .late = lost / 2,
                       .p50_ms = 200.0 + static_cast<double>(lost),
                       .p95_ms = 400.0 + 2 * static_cast<double>(lost),
                       .sent_to = {60, 40},
                       .replicas = {3, 2}});
  }
  return moments;
}

ChaosExperiment experiment(const std::string& name, std::uint64_t failed, bool holds) {
  ChaosExperiment e;
  e.name = name, e.group = "region";
  e.detect_s = 12;
  if (holds) e.shift_s = e.recover_s = 15;
  e.sent = 600, e.failed = 4 * failed, e.late = 2 * failed;
  e.moments = moments(failed);
  e.events = {{10, "aws:a fails"}, {22, "aws:a is taken for down"}, {30, "aws:a is back", true}};
  e.victims = {{"Paris <b>", 50, 40, 900, 400}};
  return e;
}

ChaosOutcome campaign() {
  ChaosOutcome outcome;
  outcome.scenario = "chat & <script>alert('x')</script>";
  outcome.manager = "aws_route53_latency";
  outcome.seed = 7, outcome.replications = 1, outcome.hour_of_week = 20, outcome.requests = 1600;
  outcome.regions = {"aws:a", "aws:b"};
  outcome.baseline.name = "no fault";
  outcome.baseline.moments = moments(0);
  outcome.experiments = {experiment("region aws:a \"&<", 80, false), experiment("region aws:b", 2, true)};
  return outcome;
}

Tree parse(std::string markup) {
  for (std::size_t from; (from = markup.find("<style>")) != std::string::npos;) markup.erase(from, markup.find("</style>") + 8 - from);
  if (const auto root = markup.find("<html"); root != std::string::npos) markup = markup.substr(root);
  std::istringstream in(markup);
  Tree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

std::size_t occurrences(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; ++at) ++count;
  return count;
}

}  // namespace

TEST_CASE("the chaos page is well-formed, loads nothing and runs nothing") {
  const std::string page = chaos_html(campaign(), options);
  CHECK_NOTHROW(parse(page).get_child("html.body.main"));
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(&#39;x&#39;)") != std::string::npos);
  CHECK(page.find("Paris &lt;b&gt;") != std::string::npos);
  CHECK(page.find("http://") == std::string::npos);
  CHECK(page.find("https://") == std::string::npos);
  CHECK(page.find("nan") == std::string::npos);
}

TEST_CASE("the chaos page says what fails first, and shows every experiment and the run without a fault") {
  const std::string page = chaos_html(campaign(), options);
  CHECK(page.find("Without <em><span class=\"nowrap\">region</span> <span class=\"nowrap\">aws:a</span> ") != std::string::npos);
  CHECK(page.find("1 of 2 failures does not hold; the other one does.") != std::string::npos);
  CHECK(occurrences(page, "<svg") == 3);
  CHECK(occurrences(page, "class=\"fault\"") == 2);
  CHECK(occurrences(page, "href=\"#experiment-1\"") == 1);
  CHECK(occurrences(page, "id=\"experiment-1\"") == 1);
  CHECK(page.find("53.3") != std::string::npos);  // 320 of 600

  ChaosOutcome well = campaign();
  well.experiments.erase(well.experiments.begin());
  CHECK(chaos_html(well, options).find("What is left carries the load") != std::string::npos);
  well.experiments.clear();
  CHECK(chaos_html(well, options).find("Nothing was made to fail") != std::string::npos);
}

TEST_CASE("a moment in which nothing was completed breaks the lines of latency and has no figure in the table") {
  ChaosOutcome outcome = campaign();
  outcome.experiments.resize(1);
  ChaosMoment& dead = outcome.experiments[0].moments[3];
  dead.completed = 0, dead.p50_ms = dead.p95_ms = 0;
  const std::string page = chaos_html(outcome, options);
  const auto path_of = [&](const std::string& kind) {
    const auto from = page.find("class=\"line " + kind + "\"");
    return page.substr(from, page.find("/>", from) - from);
  };
  CHECK(occurrences(path_of("half"), "M") == 2);
  CHECK(occurrences(path_of("usual"), "M") == 1);
  CHECK(chaos_csv(outcome).find("\r\n\"region aws:a \"\"&<\",region,15,100,0,100,40,,,60,40,3,2\r\n") != std::string::npos);
}

TEST_CASE("more than eight regions share eight colours, and none is lost") {
  ChaosOutcome outcome;
  ChaosMoment moment;
  for (std::uint64_t region = 0; region < 12; ++region) {
    outcome.regions.push_back("aws:r" + std::to_string(region));
    moment.sent_to.push_back(region);
  }
  outcome.baseline.moments = {moment};
  const auto bands = html::region_bands(outcome);
  REQUIRE(bands.size() == 8);
  CHECK(bands[0].name == "aws:r11");
  CHECK(bands[7].name == "other regions");
  std::vector<std::size_t> all;
  for (const auto& band : bands) all.insert(all.end(), band.regions.begin(), band.regions.end());
  std::ranges::sort(all);
  CHECK(all == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  outcome.regions.resize(8);
  CHECK(html::region_bands(outcome)[7].name == "aws:r0");
}

TEST_CASE("JUnit has a test case for each experiment, failed when it does not hold") {
  const std::string xml = chaos_junit(campaign());
  const Tree suite = parse(xml).get_child("testsuites.testsuite");
  CHECK(suite.get<int>("<xmlattr>.tests") == 2);
  CHECK(suite.get<int>("<xmlattr>.failures") == 1);
  CHECK(suite.get<std::string>("<xmlattr>.name") == "chaos: chat & <script>alert('x')</script>");
  REQUIRE(suite.count("testcase") == 2);
  const Tree& first = suite.find("testcase")->second;
  CHECK(first.get<std::string>("<xmlattr>.name") == "region aws:a \"&<");
  CHECK(first.get<std::string>("failure.<xmlattr>.message") == "More than 1 % of the requests still failed when the fault ended.");
  CHECK(first.get<std::string>("failure").find("600 requests sent, 320 failed (0 without the fault)") != std::string::npos);
  CHECK(first.get<std::string>("failure").find("Paris <b>: 40 of 50 failed") != std::string::npos);
  CHECK(occurrences(xml, "<failure") == 1);
}

TEST_CASE("the page tells what a year loses by chance, and whether to trust it") {
  ChaosOutcome outcome = campaign();
  ChaosByChance& chance = outcome.by_chance.emplace();
  chance.runs = 20, chance.failures = 40, chance.overlap = 0.02;
  CHECK(chaos_html(outcome, options).find("40 failures in 20 runs") != std::string::npos);
  CHECK(chaos_html(outcome, options).find("Not to be trusted") == std::string::npos);
  chance.overlap = 0.077;
  CHECK(chaos_html(outcome, options).find("7.7 % of these failures find another part down, more than 5 %") != std::string::npos);
}

TEST_CASE("the table of a campaign has a row for each experiment and moment") {
  const std::string table = chaos_csv(campaign());
  CHECK(table.starts_with(
      "experiment,kind,at_s,sent,completed,failed,late,p50_ms,p95_ms,sent_to aws:a,sent_to aws:b,replicas aws:a,replicas aws:b\r\n"));
  CHECK(occurrences(table, "\r\n") == 1 + 3 * 8);
  CHECK(table.find("\r\nno fault,none,0,100,100,0,0,200,400,60,40,3,2\r\n") != std::string::npos);
}

TEST_CASE("hours of the week have names") {
  CHECK(hour_in_words(0) == "Monday 00-01 UTC");
  CHECK(hour_in_words(167) == "Sunday 23-24 UTC");
}
