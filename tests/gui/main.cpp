// Tests of the window run without a screen, in folders of their own. With "--edit FILE" or "--plan FILE" the program is a window in which somebody
// types or plans, to be killed.
#include <QApplication>
#include <QStandardPaths>
#include <catch2/catch_session.hpp>
#include <cstdio>
#include <cstring>

#include "gui/window.h"
#include "window/session.h"

namespace {

// Types a digit every 20 ms at the end of the scenario's description, and says so.
int type_for_ever(const char* file) {
  tradewind::test::OpenWindow open(file);
  open.window.show_view("scenario");
  QTextCursor cursor = open.page().editor().json().textCursor();
  cursor.setPosition(open.workspace().document().text().indexOf("TYPE HERE") + 9);
  open.page().editor().json().setTextCursor(cursor);
  for (int typed = 0;; ++typed) {
    QTest::keyClick(&open.page().editor().json(), static_cast<char>('0' + typed % 10));
    std::printf("%d\n", typed + 1);
    std::fflush(stdout);
    QTest::qWait(20);
  }
}

// Plans, shows another view with its first point selected, and says how many points there are; then that this would not be forgotten.
int plan_for_ever(const char* file) {
  tradewind::test::OpenWindow open(file);
  open.window.keep_session_from_now_on();
  open.window.show_view("hours");
  open.page().plan();
  const auto is_kept = [] {
    const tradewind::gui::Session session = tradewind::gui::read_session();
    return session.tabs.size() == 1 && session.tabs[0].point == "t1" && session.tabs[0].file.endsWith(".study");
  };
  while (!open.workspace().study().finished) {
    QTest::qWait(20);
    const auto points = open.workspace().study().points.size();
    if (points == 0) continue;
    open.workspace().select_point(0);
    std::printf("%zu\n", points);
    if (is_kept()) std::puts("kept");
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QCoreApplication::setOrganizationName("tradewind-tests");
  QCoreApplication::setApplicationName(
      QString("window-%1").arg(qEnvironmentVariable("TRADEWIND_TEST_STATE", QString::number(QCoreApplication::applicationPid()))));
  tradewind::gui::apply_theme(application, false);
  if (argc == 3 && std::strcmp(argv[1], "--edit") == 0) return type_for_ever(argv[2]);
  if (argc == 3 && std::strcmp(argv[1], "--plan") == 0) return plan_for_ever(argv[2]);
  const int failed = Catch::Session().run(argc, argv);
  // What is still drawn or read beside the windows that are gone must not meet what is torn down.
  (void)QTest::qWaitFor([] { return tradewind::gui::Job::running() == 0; }, 10'000);
  return failed;
}
