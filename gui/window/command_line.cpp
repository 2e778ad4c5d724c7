#include "window/command_line.h"

#include <QCommandLineParser>
#include <algorithm>

#include "text/language.h"
#include "tradewind/scenarios/version.h"
#include "window/page.h"

namespace tradewind::gui {
namespace {

[[noreturn]] void refuse(const QString& sentence) { throw WrongUse(sentence, 2); }

QStringList view_list() {
  QStringList views;
  for (const auto& [name, title] : Page::view_names()) views << name;
  return views;
}

const QStringList things_to_show{"palette", "tour", "about"};

struct Options {
  QCommandLineOption help{{"h", "help"}, "Shows this help."}, version{{"v", "version"}, "Shows the version."};
  QCommandLineOption screenshot{"screenshot", "Writes the window as a PNG and ends.", "FILE"};
  QCommandLineOption view{"view", "Shows one view: " + view_list().join(", ") + ".", "VIEW", "all"};
  QCommandLineOption size{"size", "Size of the window, as 1280x800.", "WxH"};
  QCommandLineOption theme{"theme", "light or dark.", "THEME"};
  QCommandLineOption scale{"scale", "Pixels of the screen for one of the layout, 1 to 4.", "N", "1"};
  QCommandLineOption pick{"pick", "Selects a point: its id, or knee, cheapest, fastest.", "ID"},
      baseline{"baseline", "Pins a point, likewise.", "ID"};
  QCommandLineOption region{"region", "Selects a region, as aws:eu-west-3.", "REGION"};
  QCommandLineOption population{"population", "Selects a population, as \"Tokyo, JP\".", "NAME"};
  QCommandLineOption language{"language", "Language of the window: " + languages().join(", ") + ".", "LANGUAGE"};
  // With --screenshot only.
  QCommandLineOption table{"table", "With --screenshot: the view as a table."};
  QCommandLineOption play{"play", "With --screenshot: first does what the view does in the background (chaos, rollout, roadmap; export writes)."};
  QCommandLineOption show{"show", "With --screenshot: also " + things_to_show.join(", ") + ".", "WHAT"};
  QCommandLineOption set{"set", "With --screenshot: sets a control of a view, as people=heat; may stand several times.", "CONTROL=VALUE"};
  QCommandLineOption what_if{"what-if",
                             "With --screenshot: tries conditions out: demand, gpu-price and egress-price as factors, latency-ms, regions, "
                             "spot-share.",
                             "NAME=NUMBER,..."};

  QList<QCommandLineOption> all() const {
    return {help, version, screenshot, view, size, theme, scale, pick, baseline, region, population, language, table, play, show, set, what_if};
  }
  QList<QCommandLineOption> of_pictures() const { return {table, play, show, set, what_if}; }
};

QSize size_of(const QString& text) {
  const QStringList parts = text.split('x');
  bool good = parts.size() == 2, width_good = false, height_good = false;
  const QSize size = good ? QSize(parts[0].toInt(&width_good), parts[1].toInt(&height_good)) : QSize();
  good = good && width_good && height_good && size.width() >= 400 && size.height() >= 300 && size.width() <= 10000 && size.height() <= 10000;
  if (!good) refuse(QString("--size %1: expected WIDTHxHEIGHT from 400x300 to 10000x10000, as 1280x800").arg(text));
  return size;
}

std::pair<QString, QString> pair_of(const QString& option, const QString& text) {
  const auto at = text.indexOf('=');
  if (at < 1) refuse(QString("--%1 %2: expected NAME=VALUE").arg(option, text));
  return {text.left(at), text.mid(at + 1)};
}

QString one_of(const QString& option, const QString& value, const QStringList& known) {
  if (!known.contains(value)) refuse(QString("--%1 %2: expected one of %3").arg(option, value, known.join(", ")));
  return value;
}

Conditions conditions_of(const QString& text) {
  Conditions c;
  for (const QString& part : text.split(',', Qt::SkipEmptyParts)) {
    const auto [name, value] = pair_of("what-if", part);
    bool good = false;
    const double number = value.toDouble(&good);
    if (!good || number <= 0) refuse(QString("--what-if %1: expected a number above 0").arg(part));
    one_of("what-if", name, {"demand", "gpu-price", "egress-price", "latency-ms", "regions", "spot-share"});
    if (name == "demand") c.demand = number;
    if (name == "gpu-price") c.gpu_price = number;
    if (name == "egress-price") c.egress_price = number;
    if (name == "latency-ms") c.limit_ms = number;
    if (name == "regions") c.regions = static_cast<int>(number);
    if (name == "spot-share") c.spot_share = number;
  }
  return c;
}

void read_picture(const QCommandLineParser& parser, const Options& options, CommandLine& line) {
  line.screenshot = parser.value(options.screenshot);
  for (const QCommandLineOption& option : options.of_pictures())
    if (parser.isSet(option) && line.screenshot.isEmpty()) refuse(QString("--%1 goes with --screenshot").arg(option.names().front()));
  line.table = parser.isSet(options.table);
  line.play = parser.isSet(options.play);
  if (parser.isSet(options.show)) line.show = one_of("show", parser.value(options.show), things_to_show);
  for (const QString& text : parser.values(options.set)) line.controls.push_back(pair_of("set", text));
  if (parser.isSet(options.what_if)) line.conditions = conditions_of(parser.value(options.what_if));
}

}  // namespace

CommandLine parse_command_line(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription("Explore scenarios and studies: see the trade-off, pick, export.");
  const Options options;
  parser.addOptions(options.all());
  parser.addPositionalArgument("FILE", "A scenario or a study.", "[FILE...]");
  if (!parser.parse(arguments)) refuse(parser.errorText());
  if (parser.isSet(options.help)) throw WrongUse(parser.helpText().replace("<executable_name>", "tradewind-gui"), 0);
  if (parser.isSet(options.version)) throw WrongUse("tradewind-gui " + QString::fromStdString(tradewind::version()), 0);
  CommandLine line;
  line.files = parser.positionalArguments();
  line.view = one_of("view", parser.value(options.view), view_list());
  if (parser.isSet(options.size)) line.size = size_of(parser.value(options.size));
  if (parser.isSet(options.theme)) line.dark = one_of("theme", parser.value(options.theme), {"light", "dark"}) == "dark";
  bool number = false;
  line.scale = parser.value(options.scale).toDouble(&number);
  if (!number || line.scale < 1 || line.scale > 4) refuse(QString("--scale %1: expected a number from 1 to 4").arg(parser.value(options.scale)));
  line.point = parser.value(options.pick);
  line.baseline = parser.value(options.baseline);
  line.region = parser.value(options.region);
  line.population = parser.value(options.population);
  if (parser.isSet(options.language)) line.language = one_of("language", parser.value(options.language), languages());
  read_picture(parser, options, line);
  return line;
}

}  // namespace tradewind::gui
