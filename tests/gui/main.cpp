// Tests of the window run without a screen, in folders of their own. With "--edit FILE" the program is a window in which somebody types, to be
// killed.
#include <QApplication>
#include <QStandardPaths>
#include <catch2/catch_session.hpp>
#include <cstdio>
#include <cstring>

#include "gui/window.h"

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
  return Catch::Session().run(argc, argv);
}
