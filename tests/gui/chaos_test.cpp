// Failures played in the window: to the end, and cancelled.
#include "gui/window.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;

TEST_CASE("every failure of the selected topology is played, or none when it is cancelled") {
  OpenWindow open(test::small_study());
  open.window.show_view("chaos");
  ChaosView& chaos = open.page().chaos();
  CHECK(chaos.chart().table().rows.empty());
  chaos.play();
  chaos.cancel();
  REQUIRE(comes_true([&chaos] { return !chaos.is_playing(); }));
  CHECK(chaos.chart().table().rows.empty());
  bool played = false;
  QObject::connect(&chaos, &ChaosView::played, &open.window, [&played] { played = true; });
  chaos.play();
  REQUIRE(comes_true([&played] { return played; }));
  // A region, a zone and a node at least.
  CHECK(chaos.chart().table().rows.size() >= 3);
  chaos.chart().step(1);
  CHECK(chaos.chart().selected_row() == 1);
}

}  // namespace
}  // namespace tradewind
