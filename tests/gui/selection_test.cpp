// Points that are to be read before the views can show them: the window goes on meanwhile, and the last wish counts.
#include <fstream>

#include "gui/made_study.h"
#include "gui/window.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;

constexpr int fresh = 20;  // points of the front; as many are beaten, and nobody reads those ahead

// A study of both kinds.
struct BeatenStudy : test::TemporaryFolder {
  BeatenStudy() {
    Study study = Study::in_memory(test::small_scenario, "made.json");
    const std::vector<std::uint32_t> offers = made::offers_in_regions(study.world(), 2);
    for (int i = 0; i < 2 * fresh; ++i) {
      const int step = i % fresh + 1;
      Candidate c = made::candidate(500 + 300.0 / step, 1000.0 * step + (i < fresh ? 0 : 5000));
      for (const std::uint32_t offer : offers) c.topology.pools.push_back({0, offer, i + 1});
      study.add(std::move(c));
    }
    study.finish();
    Study::create_or_open(file(), test::small_scenario, "made.json").merge(study);
  }
  std::filesystem::path file() const { return path() / "beaten.study"; }
};

std::vector<int> beaten_points(const StudyData& study) {
  std::vector<int> points;
  for (int i = 0; i < static_cast<int>(study.points.size()); ++i)
    if (!study.points[static_cast<std::size_t>(i)].on_front) points.push_back(i);
  return points;
}

TEST_CASE("a point that is to be read is selected when it was read, and the last of several wishes is the one") {
  const BeatenStudy made;
  OpenWindow open(made.file());
  Workspace& workspace = open.workspace();
  const int before = workspace.selection().point;
  const std::vector<int> beaten = beaten_points(workspace.study());
  REQUIRE(beaten.size() == fresh);
  int told = 0;
  QObject::connect(&workspace, &Workspace::selection_changed, &open.window, [&told] { ++told; });
  for (const int point : {beaten[3], beaten[4], beaten[5]}) {
    workspace.select_point(point);
    CHECK(workspace.wanted_point() == point);
  }
  CHECK(workspace.selection().point == before);
  CHECK(told == 0);
  REQUIRE(comes_true([&workspace] { return !workspace.waits_for_point(); }));
  CHECK(workspace.selection().point == beaten[5]);
  CHECK(workspace.candidate()->id == workspace.study().points[static_cast<std::size_t>(beaten[5])].id.toStdString());
  CHECK(told == 1);
  // At hand by now: at once.
  workspace.select_point(before);
  CHECK(workspace.selection().point == before);
  workspace.select_point(beaten[5]);
  CHECK(workspace.selection().point == beaten[5]);
}

TEST_CASE("who changes his mind while a point is read stays where he is") {
  const BeatenStudy made;
  OpenWindow open(made.file());
  Workspace& workspace = open.workspace();
  const int before = workspace.selection().point;
  workspace.select_point(beaten_points(workspace.study())[0]);
  workspace.select_point(before);
  CHECK_FALSE(workspace.waits_for_point());
  QTest::qWait(100);
  CHECK(workspace.selection().point == before);
}

TEST_CASE("a point is pinned when it was read, and let go at once") {
  const BeatenStudy made;
  OpenWindow open(made.file());
  Workspace& workspace = open.workspace();
  const int point = beaten_points(workspace.study())[7];
  workspace.pin(point);
  CHECK(workspace.baseline() == -1);
  REQUIRE(comes_true([&workspace] { return workspace.baseline() >= 0; }));
  CHECK(workspace.baseline() == point);
  CHECK(workspace.baseline_candidate()->id == workspace.study().points[static_cast<std::size_t>(point)].id.toStdString());
  workspace.pin(-1);
  CHECK(workspace.baseline() == -1);
  CHECK(workspace.baseline_candidate() == nullptr);
}

TEST_CASE("arrow keys walk from the point that will be selected") {
  const BeatenStudy made;
  OpenWindow open(made.file());
  const std::vector<int> front = open.workspace().study().front();
  open.select(front[2]);
  // A state of the study whose points nobody has read.
  open.workspace().show(study_data(open.workspace().study().store->study()));
  Chart& chart = open.page().chart_view("front")->chart();
  for (int i = 0; i < 3; ++i) chart.step(1);
  CHECK(open.workspace().wanted_point() == front[5]);
  REQUIRE(comes_true([&open] { return !open.workspace().waits_for_point(); }));
  CHECK(open.workspace().selection().point == front[5]);
}

TEST_CASE("a point that cannot be read is told, and the selection stays") {
  const BeatenStudy made;
  OpenWindow open(made.file());
  Workspace& workspace = open.workspace();
  const int before = workspace.selection().point;
  std::fstream(made.file(), std::ios::in | std::ios::out | std::ios::binary) << std::string(4096, 'x');
  std::filesystem::resize_file(made.file(), 4096);
  workspace.select_point(beaten_points(workspace.study())[1]);
  REQUIRE(comes_true([&open] { return open.page().banner().isVisible(); }));
  CHECK(open.page().banner().text().contains("beaten.study"));
  CHECK_FALSE(workspace.waits_for_point());
  CHECK(workspace.selection().point == before);
}

TEST_CASE("what the views hold is read before another state of the study is shown") {
  const BeatenStudy made;
  OpenWindow open(made.file());
  Workspace& workspace = open.workspace();
  const std::vector<int> beaten = beaten_points(workspace.study());
  open.select(beaten[2]);
  workspace.pin(beaten[3]);
  REQUIRE(comes_true([&workspace] { return !workspace.waits_for_point(); }));
  workspace.compare_also(beaten[4]);
  const auto state = study_data(workspace.study().store->study());
  CHECK_FALSE(state->is_at_hand(beaten[2]));
  state->read_ahead(workspace.looked_at());
  for (const int point : {beaten[2], beaten[3], beaten[4], state->knee(), state->front().front(), state->front().back()})
    CHECK(state->is_at_hand(point));
  CHECK_FALSE(state->is_at_hand(beaten[5]));
}

}  // namespace
}  // namespace tradewind
