// The real window for tests, without a screen, and a small study that is planned once.
#pragma once

#include <QElapsedTimer>
#include <QTest>
#include <catch2/catch_test_macros.hpp>

#include "planner/small_plan.h"
#include "support/command.h"
#include "window/main_window.h"

namespace tradewind::test {

// A finished study of small_scenario, in the build folder: several test processes share the work, and later ones find it done.
inline const std::filesystem::path& small_study() {
  static const std::filesystem::path file = [] {
    const std::filesystem::path path = std::filesystem::path(TRADEWIND_BUILD_DIR) / "window-tests" / "small.study";
    std::filesystem::create_directories(path.parent_path());
    const auto fill = [&path] {
      Study study = Study::create_or_open(path, small_scenario, "small.json");
      if (!study.finished()) plan(study, PriceBook::shipped(), few_points());
    };
    try {
      fill();
    } catch (const InvalidInput&) {
      // It is of another version of the catalogue or of the scenario.
      for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
      fill();
    }
    return path;
  }();
  return file;
}

// Lets the window work until the condition holds; how long that takes is no matter of a test.
template <class Condition>
bool comes_true(const Condition& condition) {
  return QTest::qWaitFor(condition, 120'000);
}

// A widget that has just come up gets its place, and its marks theirs, when it is painted: on a busy machine that is later than a moment.
inline void wait_until_painted(QWidget& widget) {
  struct Painted : QObject {
    bool done = false;
    bool eventFilter(QObject*, QEvent* event) override {
      done = done || event->type() == QEvent::Paint;
      return false;
    }
  } painted;
  widget.installEventFilter(&painted);
  widget.update();
  if (!comes_true([&painted] { return painted.done; })) throw std::runtime_error("the widget was not painted");
}

// A window in which the file is open.
struct OpenWindow {
  gui::MainWindow window;
  explicit OpenWindow(const std::filesystem::path& file) {
    window.resize(1280, 800);
    window.show();
    bool told = false;
    const auto connection = QObject::connect(&window, &gui::MainWindow::page_opened, &window, [&told] { told = true; });
    window.open(file);
    // No assertions of Catch here: the window that is to be killed has no test around it.
    const bool opened = comes_true([&told] { return told; }) &&
                        comes_true([this] { return !workspace().study().file.empty() || workspace().document().is_checked(); });
    QObject::disconnect(connection);  // pages that are opened later have nobody to tell
    if (!opened) throw std::runtime_error("the window did not open " + file.string());
    // The front is read beside the window; tests that pick a point of it do not wait.
    (void)comes_true(
        [this] { return std::ranges::all_of(workspace().study().front(), [this](int i) { return workspace().study().is_at_hand(i); }); });
    wait_until_painted(window);
  }
  // Edits that a test has made are not asked about.
  ~OpenWindow() {
    for (gui::Page* page : window.findChildren<gui::Page*>()) page->workspace().document().undo_stack().setClean();
  }
  gui::Page& page() { return *window.page(); }
  gui::Workspace& workspace() { return page().workspace(); }
  // A roadmap in stages of six months, set and not yet played; nothing of it is simulated.
  gui::RoadmapView& roadmap_of(int months, const QString& growth) {
    window.show_view("roadmap");
    gui::RoadmapView& view = page().roadmap();
    view.months().setValue(months);
    view.every().setValue(6);
    view.simulate().setChecked(false);
    view.growth().setText(growth);
    return view;
  }
  // Any point, also one that is to be read first.
  void select(int point) {
    workspace().select_point(point);
    REQUIRE(comes_true([this, point] { return workspace().selection().point == point; }));
  }
};

inline void click(QWidget& widget, const QPointF& at, Qt::KeyboardModifiers keys = Qt::NoModifier) {
  QTest::mouseClick(&widget, Qt::LeftButton, keys, at.toPoint());
}

}  // namespace tradewind::test
