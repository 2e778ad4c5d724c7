// What-if and comparison: the model's answer stands beside the points, then its simulation; differences are those of the figures.
#include "gui/window.h"
#include "text/format.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;
using test::small_study;

CompareChart& compare_of(Page& page) { return dynamic_cast<CompareChart&>(page.comparison().side_by_side().chart()); }

TEST_CASE("a slider is answered by the model, and then by a simulation, in all views") {
  OpenWindow open(small_study());
  WhatIfView& view = open.page().what_if();
  const auto points = open.workspace().study().points.size();
  const int before = open.workspace().selection().point;
  const double users = open.workspace().service().rps;
  bool was_expected = false;
  QObject::connect(&view.run(), &WhatIfRun::state_changed, &open.window, [&] {
    if (view.run().state() != WhatIfRun::State::expected) return;
    was_expected = true;
    const PointRow& row = open.workspace().study().points.back();
    CHECK_FALSE(row.simulated);
    CHECK(row.monthly_usd > 0);
    CHECK(row.latency_ms > 0);
  });
  view.panel().demand().setValue(20);  // twice
  CHECK(view.panel().conditions().demand == 2);
  REQUIRE(comes_true([&view] { return view.run().state() == WhatIfRun::State::verified; }));
  CHECK(was_expected);
  CHECK(open.workspace().shows_trial());
  CHECK(open.workspace().study().points.size() == points + 1);
  CHECK(open.workspace().study().points.back().simulated);
  CHECK(open.workspace().candidate()->outcome.replications > 0);
  CHECK(open.workspace().baseline() == before);
  CHECK(std::abs(open.workspace().service().rps / users - 2) < 1e-9);
  // The front is that of the study.
  for (const int point : open.workspace().study().front()) CHECK_FALSE(open.workspace().study().is_trial(point));
  view.run().stop();
  CHECK(open.workspace().study().points.size() == points);
  CHECK(open.workspace().selection().point == before);
  CHECK(open.workspace().service().rps == users);
}

TEST_CASE("a question that nothing answers is said, and a later question takes the place of a former one") {
  OpenWindow open(small_study());
  WhatIfView& view = open.page().what_if();
  view.panel().limit().setValue(0);  // faster than the fastest point
  REQUIRE(comes_true([&view] { return view.run().state() == WhatIfRun::State::impossible; }));
  CHECK_FALSE(open.workspace().shows_trial());
  view.panel().limit().setValue(view.panel().limit().maximum());  // any
  for (const int regions : {3, 2, 1}) view.panel().regions().setValue(regions);
  REQUIRE(comes_true([&view] { return view.run().state() == WhatIfRun::State::verified; }));
  CHECK(open.workspace().study().points.back().regions == 1);
  CHECK(view.panel().conditions().regions == 1);
}

TEST_CASE("points stand side by side with their differences") {
  OpenWindow open(small_study());
  const std::vector<int> front = open.workspace().study().front();
  REQUIRE(front.size() >= 2);
  CompareChart& chart = compare_of(open.page());
  open.workspace().select_point(front.back());
  REQUIRE_FALSE(chart.points().empty());
  CHECK(chart.points().front() == front.back());
  CHECK(std::ranges::find(chart.points(), front.front()) != chart.points().end());  // what the front has at its ends, while nothing is pinned
  open.workspace().pin(front.front());
  REQUIRE(chart.points() == std::vector{front.front(), front.back()});
  const Study study = Study::open(small_study());
  const CandidateReader reader(study);
  const auto id = [&open](int point) { return open.workspace().study().points[static_cast<std::size_t>(point)].id.toStdString(); };
  const ComparedPoint expected = compare(reader.read(id(front.front())), reader.read(id(front.back())));
  const CompareChart::Cell &latency = chart.rows()[0].cells[1], &cost = chart.rows()[1].cells[1];
  CHECK(latency.difference == expected.latency_ms.difference());
  CHECK(latency.half_width == expected.latency_ms.half_width);
  CHECK((latency.verdict == CompareChart::Verdict::worse) == (expected.latency_ms.real() && expected.latency_ms.difference() > 0));
  CHECK(cost.difference == expected.monthly_usd.difference());
  CHECK(chart.rows()[0].cells[0].change.isEmpty());
  // GPUs by region add up to those of the point.
  double gpus = 0;
  for (const TableRow& row : chart.table().rows)
    if (row.cells[0].toString().contains(QString("GPUs in"))) gpus += row.cells[2].toDouble();
  CHECK(gpus == open.workspace().study().points[static_cast<std::size_t>(front.back())].gpus);
  // A third one, kept while another one is selected.
  open.workspace().compare_also(front.back());
  open.workspace().select_point(front[front.size() / 2]);
  CHECK(chart.points().size() == (front.size() > 2 ? 3 : 2));
  open.workspace().compare_also(front.back());
  open.workspace().select_point(front.back());
  CHECK(chart.points().size() == 2);
}

TEST_CASE("a button keeps the selected point in the comparison while another one is selected") {
  OpenWindow open(small_study());
  const std::vector<int> front = open.workspace().study().front();
  REQUIRE(front.size() >= 3);
  open.select(front.back());
  open.workspace().pin(front.front());
  for (QPushButton* button : open.page().comparison().findChildren<QPushButton*>())
    if (button->text() == "Compare too") button->click();
  open.select(front[1]);
  CHECK(std::ranges::find(compare_of(open.page()).points(), front.back()) != compare_of(open.page()).points().end());
}

TEST_CASE("only the last candidates that were looked at are held") {
  OpenWindow open(small_study());
  CandidateStore& store = *open.workspace().study().store;
  const auto first = store.get("t1");
  CHECK(store.get("t1") == first);
  CHECK_THROWS_AS(store.get("t99999"), std::invalid_argument);
  CHECK(store.get("t1") == first);
}

}  // namespace
}  // namespace tradewind
