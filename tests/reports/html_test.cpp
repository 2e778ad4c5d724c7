#include <algorithm>
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

#include "html/page.h"
#include "model/bill_summary.h"
#include "reports/sample_study_build.h"
#include "text/numbers.h"

using namespace tradewind;
using Tree = boost::property_tree::ptree;

namespace {

std::string page_of(const test::SampleStudy& study) { return render_html(build_model(study.source())); }

// The contents of <style> and <script> are not markup; the rest must be well-formed XML.
std::string without_raw_text(std::string page) {
  for (const std::string tag : {"style", "script"})
    for (std::size_t from = 0; (from = page.find("<" + tag, from)) != std::string::npos;) {
      const std::size_t text = page.find('>', from) + 1, end = page.find("</" + tag, text);
      page.erase(text, end - text);
      from = text;
    }
  return page.substr(page.find("<html"));
}

Tree parse(const std::string& page) {
  std::istringstream in(without_raw_text(page));
  Tree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

void walk(const Tree& tree, const std::function<void(const std::string& tag, const Tree& element)>& visit) {
  for (const auto& [tag, element] : tree) {
    if (tag == "<xmlattr>") continue;
    visit(tag, element);
    walk(element, visit);
  }
}

std::string attribute(const Tree& element, const std::string& name) { return element.get("<xmlattr>." + name, ""); }

std::string text_of(const Tree& element) {
  std::string text = element.data();
  walk(element, [&](const std::string&, const Tree& inner) { text += inner.data(); });
  return text;
}

std::size_t occurrences(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; ++at) ++count;
  return count;
}

std::int64_t cents(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '.'; }), text.end());
  return std::stoll(text);
}

}  // namespace

TEST_CASE("The page is well-formed, its ids are unique and its links lead somewhere") {
  const Tree tree = parse(page_of(test::sample_study()));
  std::multiset<std::string> ids;
  std::vector<std::string> references;
  walk(tree, [&](const std::string&, const Tree& element) {
    if (const std::string id = attribute(element, "id"); !id.empty()) ids.insert(id);
    if (const std::string href = attribute(element, "href"); !href.empty()) references.push_back(href.substr(1));
    if (const std::string target = attribute(element, "for"); !target.empty()) references.push_back(target);
    for (std::istringstream names(attribute(element, "aria-labelledby")); !names.eof();)
      if (std::string name; names >> name) references.push_back(name);
  });
  for (const std::string& id : ids) CHECK(ids.count(id) == 1);
  for (const std::string& reference : references) CHECK(ids.count(reference) == 1);
}

TEST_CASE("Nothing is loaded from anywhere") {
  const std::string page = page_of(test::sample_study());
  CHECK_FALSE(std::regex_search(page, std::regex("https?://", std::regex::icase)));
  CHECK_FALSE(std::regex_search(without_raw_text(page), std::regex("(src|href|action|srcset|poster)=\"[^#]", std::regex::icase)));
  CHECK(page.find("url(") == std::string::npos);
  CHECK(page.find("@import") == std::string::npos);
  CHECK(page.find("fetch(") == std::string::npos);
}

TEST_CASE("Hostile names stay text") {
  test::SampleStudy study = test::sample_study(4, 12);
  const std::string attack = "</script></style><script>alert(1)</script>\"'><img src=x onerror=alert(2)> \xE2\x80\xAE & {{x}}";
  study.world.name = study.world.description = study.world.workloads[0].name = study.world.regions[0].city = study.world.populations[0].name = attack;
  study.notes = {attack};
  study.defaults = {{attack, attack, attack, attack}};
  study.warnings = {{Severity::warning, attack, 1, 1, attack, attack, attack, attack}};
  for (Candidate& candidate : study.candidates) {
    candidate.bill.price_book = attack;
    for (BillLine& line : candidate.bill.lines)
      line.item = line.service = line.workload = line.price.source = line.price.mark = line.price.unit = line.price.date = attack;
    for (PopulationOutcome& population : candidate.outcome.populations) population.population = attack;
    for (ContinentOutcome& continent : candidate.outcome.continents) continent.continent = attack;
    for (WorkloadOutcome& workload : candidate.outcome.workloads) workload.workload = attack;
  }
  const std::string page = page_of(study);
  std::size_t scripts = 0, images = 0, handlers = 0;
  walk(parse(page), [&](const std::string& tag, const Tree& element) {
    scripts += tag == "script";
    images += tag == "img";
    handlers += !attribute(element, "onerror").empty();
  });
  CHECK(scripts == 2);
  CHECK(images == 0);
  CHECK(handlers == 0);
  CHECK(std::regex_search(page, std::regex("<h2")));
  // Raw text elements end where the program ends them.
  CHECK(occurrences(page, "</script>") == 2);
  CHECK(occurrences(page, "</style>") == 1);
}

TEST_CASE("The lines of every bill on the page sum to its subtotals and its total") {
  const test::SampleStudy study = test::sample_study();
  const ReportModel model = build_model(study.source());
  std::size_t bills = 0;
  walk(parse(render_html(model)), [&](const std::string& tag, const Tree& table) {
    if (tag != "table" || attribute(table, "class") != "bill") return;
    std::int64_t lines = 0, subtotals = 0, total = 0;
    walk(table, [&](const std::string& row_tag, const Tree& row) {
      if (row_tag != "tr" || row.count("td") == 0) return;
      const std::int64_t amount = cents(text_of(row.rbegin()->second));
      const std::string kind = attribute(row, "class");
      (kind == "total" ? total : kind == "subtotal" ? subtotals : lines) += amount;
    });
    CHECK(lines == total);
    CHECK(subtotals == total);
    CHECK(total == model.front[bills].monthly.value);
    ++bills;
  });
  CHECK(bills == model.front.size());
}

TEST_CASE("Every point has its own figures, map, latencies, pools and bill, and a button that shows them") {
  const std::string page = page_of(test::sample_study());
  for (int at = 0; at < 10; ++at) {
    const std::string group = "on on-" + std::to_string(at);
    std::size_t parts = 0;
    walk(parse(page), [&](const std::string&, const Tree& element) {
      const std::string classes = attribute(element, "class");
      parts += classes == group || classes.starts_with(group + " ");
    });
    CHECK(parts == 6);
    CHECK(page.find("body:has(#pick-" + std::to_string(at) + ":checked) .on:not(.on-" + std::to_string(at) + "){display:none}") != std::string::npos);
  }
  CHECK(page.find("value=\"t4\" checked=\"checked\"") != std::string::npos);
}

TEST_CASE("The answer stands in the title") {
  std::string title;
  walk(parse(page_of(test::sample_study())), [&](const std::string& tag, const Tree& element) {
    if (tag == "h1") title = text_of(element);
  });
  CHECK(title.find("238\u00a0ms") != std::string::npos);
  CHECK(title.find("137,116 USD") != std::string::npos);
  CHECK(title.find("Frankfurt") != std::string::npos);
}

TEST_CASE("Charts tell what they show") {
  std::size_t charts = 0;
  walk(parse(page_of(test::sample_study())), [&](const std::string& tag, const Tree& element) {
    if (tag != "svg") return;
    ++charts;
    CHECK(element.count("title") == 1);
    CHECK_FALSE(attribute(element, "role").empty());
  });
  CHECK(charts > 100);
}

TEST_CASE("The same study gives the same bytes") { CHECK(page_of(test::sample_study()) == page_of(test::sample_study())); }

TEST_CASE("A large study stays a light file") { CHECK(page_of(test::sample_study(10, 200)).size() < 1'250'000); }

TEST_CASE("A single point and a single population make a page too") {
  test::SampleStudy study = test::sample_study(4, 1);
  for (Candidate& candidate : study.candidates) {
    candidate.on_front = candidate.id == "t4";
    candidate.outcome.latency.perceived_at_objective_ci95_ms = 0;
  }
  const std::string page = page_of(study);
  CHECK_NOTHROW(parse(page));
  CHECK(page.find("nan") == std::string::npos);
}

TEST_CASE("The report shows what requests saw of feature stores, for every point, and says nothing where there are none") {
  test::SampleStudy study = test::sample_study();
  CHECK(page_of(study).find("id=\"features\"") == std::string::npos);
  for (Candidate& candidate : study.candidates)
    candidate.outcome.features.stores = {
        {.store = "cards <b>", .consistency = "bounded", .reads = 1000, .staleness_s = {1000, 2, 1.5, 4, 6, 9}, .stale = 0.0125}};
  const std::string page = page_of(study);
  CHECK(occurrences(page, "cards &lt;b&gt;") == 10);
  CHECK(page.find("cards <b>") == std::string::npos);
  CHECK(page.find("1.25\u00a0%") != std::string::npos);
  CHECK(page.find(text::duration(9000)) != std::string::npos);
  parse(page);
}
