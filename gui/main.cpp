// tradewind-gui: the window. Exit codes: 0 done; 2 wrong use or wrong input.
#include <QApplication>
#include <QSettings>
#include <cstdio>
#include <cstdlib>

#include "text/language.h"
#include "window/screenshot.h"

namespace {

using namespace tradewind::gui;

// Pictures need no screen, and their scale is that of the command line alone.
void prepare_platform(const CommandLine& line) {
  if (!line.screenshot.isEmpty()) qputenv("QT_QPA_PLATFORM", "offscreen");
  if (line.scale != 1) qputenv("QT_SCALE_FACTOR", QByteArray::number(line.scale));
}

// Pictures are English unless somebody says otherwise.
QString language_of(const CommandLine& line) {
  if (!line.language.isEmpty()) return line.language;
  return line.screenshot.isEmpty() ? QSettings().value("language", QLocale::system().name().left(2)).toString() : "en";
}

void open_named(MainWindow& window, const QString& file, const CommandLine& line) {
  Page& page = window.open(file.toStdString());
  QObject::connect(&page.workspace(), &Workspace::opened, &page, [&page, &line, &window] {
    try {
      select_named(page.workspace(), line);
      window.show_view(line.view);
    } catch (const std::exception& error) {
      page.banner().show_message(Banner::Kind::error, QString::fromUtf8(error.what()));
    }
  });
}

int run(const CommandLine& line) {
  MainWindow window;
  QSettings settings;
  const bool pictures = !line.screenshot.isEmpty();
  window.set_dark(line.dark.value_or(!pictures && settings.value("session/dark").toBool()));
  if (pictures) return take_screenshot(window, line);
  if (line.files.isEmpty()) window.restore_session();
  for (const QString& file : line.files) open_named(window, file, line);
  window.keep_session_from_now_on();
  window.recover_edits();
  if (line.size) window.resize(*line.size);
  window.show();
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) try {
  QStringList arguments;
  for (int i = 0; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
  const CommandLine line = parse_command_line(arguments);
  prepare_platform(line);
  QApplication application(argc, argv);
  QCoreApplication::setOrganizationName("tradewind");
  QCoreApplication::setApplicationName("tradewind-gui");
  use_language(application, language_of(line));
  const int code = run(line);
  // Work that has not looked at its stop token yet must not meet what is torn down; what it has finished is on disk.
  if (Job::running() > 0) std::_Exit(code);
  return code;
} catch (const WrongUse& words) {
  std::fprintf(words.code == 0 ? stdout : stderr, "%s\n", words.what());
  return words.code;
}
