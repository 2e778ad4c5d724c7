// The parts under the window: axes, the projection, edits of JSON, forms, differences of lines.
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "chart/axis.h"
#include "chart/label_spots.h"
#include "editor/form_schema.h"
#include "editor/json_spans.h"
#include "export/line_difference.h"
#include "gui/window.h"
#include "map/projection.h"
#include "text/format.h"

namespace tradewind {
namespace {

using namespace gui;

TEST_CASE("an axis leads from values to pixels and back, linear and logarithmic, zoomed and moved") {
  for (const bool logarithmic : {false, true}) {
    Axis axis = Axis::covering(20, 5000, logarithmic);
    axis.place(400, 10);
    axis.zoom(200, 2.5);
    axis.move(30);
    for (const double value : {25.0, 400.0, 4000.0}) CHECK(std::abs(axis.value(axis.pixel(value)) - value) < 1e-6 * value);
    const auto ticks = axis.ticks(6);
    CHECK(ticks.size() >= 2);
    for (const double tick : ticks) {
      CHECK(axis.contains(tick));
      const double digit = tick / std::pow(10.0, std::floor(std::log10(tick) + 1e-9));
      if (logarithmic) CHECK((std::abs(digit - 1) < 1e-9 || std::abs(digit - 2) < 1e-9 || std::abs(digit - 5) < 1e-9));
    }
  }
}

TEST_CASE("an axis of seconds has round minutes and hours, and ends where the time does") {
  Axis axis = Axis::seconds(900);
  axis.place(0, 900);
  CHECK(axis.pixel(900) == 900);
  CHECK(axis.ticks(10) == std::vector<double>{0, 120, 240, 360, 480, 600, 720, 840});
  Axis hours = Axis::seconds(6 * 3600);
  CHECK(hours.ticks(6) == std::vector<double>{0, 3600, 7200, 10800, 14400, 18000, 21600});
}

TEST_CASE("zooming out ends at the whole axis") {
  Axis axis = Axis::covering(0, 10);
  axis.place(0, 100);
  const double from = axis.from(), to = axis.to();
  axis.zoom(90, 8);
  CHECK(axis.is_zoomed());
  axis.zoom(10, 1.0 / 50);
  CHECK(std::abs(axis.from() - from) < 1e-9);
  CHECK(std::abs(axis.to() - to) < 1e-9);
}

// The area of the sphere is kept: that of a small cell of the map is that of the cell of the sphere. The published size of the whole: 2 x 2.70663 by
// 2 x 1.31736 of a sphere of radius 1 (Savric and others, 2019).
TEST_CASE("the map keeps areas") {
  constexpr double step = 0.01, radians = std::numbers::pi / 180;
  for (const double latitude : {-50.0, -20.0, 0.0, 35.0, 70.0})
    for (const double longitude : {-170.0, 0.0, 120.0}) {
      const QPointF at = equal_earth({latitude, longitude});
      const QPointF east = equal_earth({latitude, longitude + step}) - at, north = equal_earth({latitude + step, longitude}) - at;
      const double on_map = std::abs(east.x() * north.y() - east.y() * north.x());
      const double on_sphere = step * step * radians * radians * std::cos((latitude + step / 2) * radians);
      CHECK(std::abs(on_map / on_sphere - 1) < 1e-3);
    }
  CHECK(std::abs(equal_earth({0, 180}).x() - 2.70663) < 1e-5);
  CHECK(std::abs(equal_earth({-90, 0}).y() - 1.31736) < 1e-5);
}

TEST_CASE("a great circle ends where it should and is cut at the edge of the map") {
  const GeoPoint tokyo{35.7, 139.7}, san_francisco{37.8, -122.4}, paris{48.9, 2.4};
  const auto over_the_edge = great_circle(tokyo, san_francisco), plain = great_circle(tokyo, paris);
  CHECK(over_the_edge.size() == 2);
  CHECK(plain.size() == 1);
  CHECK(QLineF(plain.front().front(), equal_earth(tokyo)).length() < 1e-9);
  CHECK(QLineF(plain.front().back(), equal_earth(paris)).length() < 1e-9);
}

TEST_CASE("labels lie on no mark, on no other label, and inside") {
  const QRectF inside(0, 0, 300, 200);
  LabelSpots spots(inside);
  std::vector<QRectF> placed;
  std::vector<QPointF> marks;
  for (int i = 0; i < 60; ++i) marks.emplace_back(13 * i % 300, 29 * i % 200);
  for (const QPointF& mark : marks) spots.avoid({mark - QPointF(3, 3), QSizeF(6, 6)});
  for (const QPointF& mark : marks)
    if (const auto box = spots.place(mark, 3, {40, 12})) {
      CHECK(inside.contains(*box));
      for (const QRectF& other : placed) CHECK_FALSE(other.intersects(*box));
      for (const QPointF& other : marks) CHECK_FALSE(QRectF(other - QPointF(3, 3), QSizeF(6, 6)).intersects(*box));
      placed.push_back(*box);
    }
  CHECK(placed.size() > 5);
}

TEST_CASE("a value is changed, added and removed without touching another letter") {
  const QString text = "{\n  \"a\": [1,  2],\n  \"b\": {\"c\": \"x\\\"y\"} ,\n  \"d/e~f\": null\n}\n";
  CHECK(with_value(text, {"a", "1"}, "7") == QString(text).replace("2]", "7]"));
  CHECK(with_value(text, {"b", "c"}, "true") == QString(text).replace("\"x\\\"y\"", "true"));
  CHECK(with_value(text, {"b", "n"}, "1") == QString(text).replace("\"x\\\"y\"}", "\"x\\\"y\", \"n\": 1}"));
  CHECK(without_value(text, {"a", "0"}) == QString(text).replace("1,  2", "2"));
  CHECK(without_value(text, {"b", "c"}) == QString(text).replace(",\n  \"b\": {\"c\": \"x\\\"y\"}", ""));
  CHECK(with_item(text, {"a"}, "3") == QString(text).replace("2]", "2, 3]"));
  CHECK(path_of(pointer_of({"d/e~f", "0"})) == JsonPath{"d/e~f", "0"});
  CHECK(with_value(text, {"d/e~f"}, "4").contains("\"d/e~f\": 4"));
  CHECK(with_value("{} x", {"a"}, "1") == "{} x");
}

// Random edits against a JSON library.
TEST_CASE("edits of the text are edits of the value") {
  std::uint32_t state = 7;
  const auto draw = [&state](std::uint32_t below) { return (state = state * 1664525u + 1013904223u) / 65536u % below; };
  QString text = "{\"k0\": {\"k1\": [1, {\"k2\": 2}]}, \"k1\": {}}";
  for (int i = 0; i < 400; ++i) {
    nlohmann::ordered_json value = nlohmann::ordered_json::parse(text.toStdString());
    JsonPath path;
    for (std::uint32_t depth = 1 + draw(3); depth > 0; --depth) path << "k" + QString::number(draw(4));
    const nlohmann::ordered_json::json_pointer pointer(pointer_of(path).toStdString());
    const QString literal = draw(2) == 0 ? "{}" : QString::number(draw(100));
    bool possible = true;
    try {
      nlohmann::ordered_json check = value;
      check[pointer] = nlohmann::ordered_json::parse(literal.toStdString());
      value = check;
    } catch (const nlohmann::json::exception&) {
      possible = false;  // through a number or a list
    }
    text = with_value(text, path, literal);
    INFO(text.toStdString());
    CHECK(nlohmann::ordered_json::parse(text.toStdString()) == value);
    if (possible && draw(3) == 0) {
      text = without_value(text, path);
      CHECK_FALSE(nlohmann::ordered_json::parse(text.toStdString()).contains(pointer));
    }
  }
}

TEST_CASE("the reader of spans takes and refuses what the JSON library takes and refuses") {
  for (const char* text : {"{}", "[]", " [1, -2.5e3, \"a\", true, null] ", "{\"a\":{\"b\":[]}}", "", "{", "[1,]", "{\"a\" 1}", "{\"a\":1,}", "01",
                           "1.", "tru", "\"\\\"", "\"a\nb\"", "{} {}", "[1 2]", "-", "nul"})
    CHECK(parse_spans(text).has_value() == nlohmann::json::accept(text));
}

TEST_CASE("every field of the language has a form with help") {
  const FormSchema& schema = FormSchema::scenario();
  CHECK(schema.root().fields.size() > 15);
  for (const FormField& field : schema.root().fields) {
    INFO(field.key.toStdString());
    CHECK_FALSE(field.help.isEmpty());
    if (!field.type.isEmpty()) CHECK_FALSE(schema.type(field.type).fields.empty());
  }
  const FormField* day = schema.type("Workload").field("requests_per_user_day");
  REQUIRE(day != nullptr);
  CHECK(day->unit == "req/day");
  CHECK(day->required);
  CHECK(day->kind == FormField::Kind::number);
  CHECK(schema.type("MetroSelector").short_forms == QStringList{"top", "names"});
  CHECK(schema.type("Workload").one_of == std::vector<QStringList>{{"llm", "classic"}});
  CHECK(schema.type("RegionSelector").field("providers")->choices.contains("aws"));
}

TEST_CASE("a difference of lines rebuilds both texts and is as short as it can be") {
  const auto rebuilt = [](const std::vector<DifferentLine>& lines, char leave_out) {
    QStringList all;
    for (const DifferentLine& line : lines)
      if (line.sign != leave_out) all << line.text;
    return all.join('\n');
  };
  const QString before = "a\nb\nc\nd\ne\nf", after = "a\nx\nc\ne\ny\nf\ng";
  const auto lines = line_difference(before, after);
  CHECK(rebuilt(lines, '+') == before);
  CHECK(rebuilt(lines, '-') == after);
  CHECK(std::ranges::count(lines, ' ', &DifferentLine::sign) == 4);  // a, c, e, f
  CHECK(line_difference(before, before).size() == 6);
}

TEST_CASE("figures are short and never rounded up to a whole that was not reached") {
  QLocale::setDefault(QLocale::c());
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
  CHECK(usd(160170) == "160,170\u00a0USD");
  CHECK(compact(1234567) == "1.23\u00a0M");
  CHECK(compact(160000) == "160\u00a0k");
  CHECK(compact(4500) == "4.5\u00a0k");
  CHECK(compact(1000) == "1\u00a0k");
  CHECK(signed_usd(23) == "+23\u00a0USD");
  CHECK(signed_usd(-12345) == "−12.3\u00a0k\u00a0USD");
  CHECK(milliseconds(9.26) == "9.3\u00a0ms");
  CHECK(milliseconds(12400) == "12.4\u00a0s");
  CHECK(percent(0.99999) == "99.99\u00a0%");
  CHECK(percent(1) == "100\u00a0%");
  CHECK(signed_number(-12) == "−12");
  CHECK(number(std::nan("")) == "–");
  CHECK(readable("north-america") == "North America");
  CHECK(readable("gpu instances") == "GPU instances");
}

}  // namespace
}  // namespace tradewind
