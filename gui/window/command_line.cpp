#include "window/command_line.h"

#include <QCommandLineParser>
#include <algorithm>

#include "text/language.h"
#include "tradewind/scenarios/version.h"
#include "window/page.h"

namespace tradewind::gui {
namespace {

QSize size_of(const QString& text) {
  const QStringList parts = text.split('x');
  bool good = parts.size() == 2, width_good = false, height_good = false;
  const QSize size = good ? QSize(parts[0].toInt(&width_good), parts[1].toInt(&height_good)) : QSize();
  good = good && width_good && height_good && size.width() >= 400 && size.height() >= 300 && size.width() <= 10000 && size.height() <= 10000;
  if (!good) throw WrongUse(QString("--size %1: expected WIDTHxHEIGHT from 400x300 to 10000x10000, as 1280x800").arg(text), 2);
  return size;
}

}  // namespace

CommandLine parse_command_line(const QStringList& arguments) {
  QStringList views;
  for (const auto& [name, title] : Page::view_names()) views << name;
  QCommandLineParser parser;
  parser.setApplicationDescription("Explore scenarios and studies: see the trade-off, pick, export.");
  const QCommandLineOption help({"h", "help"}, "Shows this help."), version_option({"v", "version"}, "Shows the version.");
  const QCommandLineOption screenshot("screenshot", "Writes the window as a PNG and ends.", "FILE"),
      view("view", "Shows one view: " + views.join(", ") + ".", "VIEW", "all"), size("size", "Size of the window, as 1280x800.", "WxH"),
      theme("theme", "light or dark.", "THEME"), scale("scale", "Pixels of the screen for one of the layout, 1 to 4.", "N", "1"),
      pick("pick", "Selects a point by its id.", "ID"), baseline("baseline", "Pins a point by its id.", "ID"),
      region("region", "Selects a region, as aws:eu-west-1.", "REGION"), population("population", "Selects a population, as \"Tokyo, JP\".", "NAME"),
      table("table", "Shows the view as a table."), play("play", "With --screenshot: first plays what the view plays (chaos, rollout, roadmap)."),
      language("language", "Language of the window: " + languages().join(", ") + ".", "LANGUAGE");
  parser.addOptions({help, version_option, screenshot, view, size, theme, scale, pick, baseline, region, population, table, play, language});
  parser.addPositionalArgument("FILE", "A scenario or a study.", "[FILE...]");
  if (!parser.parse(arguments)) throw WrongUse(parser.errorText(), 2);
  if (parser.isSet(help)) throw WrongUse(parser.helpText(), 0);
  if (parser.isSet(version_option)) throw WrongUse("tradewind-gui " + QString::fromStdString(tradewind::version()), 0);
  CommandLine line;
  line.files = parser.positionalArguments();
  line.screenshot = parser.value(screenshot);
  line.view = parser.value(view);
  if (!views.contains(line.view)) throw WrongUse(QString("--view %1: expected one of %2").arg(line.view, views.join(", ")), 2);
  if (parser.isSet(size)) line.size = size_of(parser.value(size));
  if (const QString name = parser.value(theme); name == "light" || name == "dark")
    line.dark = name == "dark";
  else if (parser.isSet(theme))
    throw WrongUse(QString("--theme %1: expected light or dark").arg(name), 2);
  bool number = false;
  line.scale = parser.value(scale).toDouble(&number);
  if (!number || line.scale < 1 || line.scale > 4) throw WrongUse(QString("--scale %1: expected a number from 1 to 4").arg(parser.value(scale)), 2);
  line.point = parser.value(pick);
  line.baseline = parser.value(baseline);
  line.region = parser.value(region);
  line.population = parser.value(population);
  line.table = parser.isSet(table);
  line.play = parser.isSet(play);
  if (line.play && line.screenshot.isEmpty()) throw WrongUse("--play goes with --screenshot", 2);
  line.language = parser.value(language);
  if (!line.language.isEmpty() && !languages().contains(line.language))
    throw WrongUse(QString("--language %1: expected one of %2").arg(line.language, languages().join(", ")), 2);
  return line;
}

}  // namespace tradewind::gui
