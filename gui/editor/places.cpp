#include "editor/places.h"

#include "editor/json_spans.h"

namespace tradewind::gui {
namespace {

const JsonPath regions{"regions"}, region_names{"regions", "names"}, left_out{"regions", "exclude"};

QString list_of(const QStringList& names) {
  QStringList quoted;
  for (const QString& name : names) quoted << quoted_json(name);
  return "[" + quoted.join(", ") + "]";
}

const JsonSpan* list_at(const JsonSpan& root, const JsonPath& path) {
  const JsonSpan* span = find_span(root, path);
  return span != nullptr && span->kind == JsonSpan::Kind::array ? span : nullptr;
}

// -1: it is not there, or there is no list.
int index_in(const QString& text, const JsonSpan& root, const JsonPath& path, const QString& name) {
  const JsonSpan* list = list_at(root, path);
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i)
    if (unquoted_json(text.mid(list->items[i].begin, list->items[i].end - list->items[i].begin)) == name) return static_cast<int>(i);
  return -1;
}

// The list of names of a group of people that has nothing else to choose by; empty: there is none.
JsonPath names_of_group(const JsonSpan& root, const JsonPath& group) {
  const JsonPath metros = group + JsonPath{"metros"}, names = metros + JsonPath{"names"};
  if (list_at(root, metros) != nullptr) return metros;
  return list_at(root, names) != nullptr && find_span(root, metros)->members.size() == 1 ? names : JsonPath();
}

}  // namespace

QString with_people(const QString& text, const QString& metro) {
  const JsonPath groups{"populations"};
  const auto root = parse_spans(text);
  if (!root) return text;
  QString share;
  if (const JsonSpan* list = list_at(*root, groups); list != nullptr && !list->items.empty()) {
    const JsonPath last = groups + JsonPath{QString::number(list->items.size() - 1)};
    if (const JsonPath names = names_of_group(*root, last); !names.isEmpty()) return with_item(text, names, quoted_json(metro));
    if (const JsonSpan* users = find_span(*root, last + JsonPath{"users_share"}))
      share = ", \"users_share\": " + text.mid(users->begin, users->end - users->begin);
  }
  return with_item(text, groups, "{\"metros\": " + list_of({metro}) + share + "}");
}

QString with_region(const QString& text, const QString& region, const QStringList& all) {
  const auto root = parse_spans(text);
  if (!root) return text;
  if (const int index = index_in(text, *root, left_out, region); index >= 0)
    return list_at(*root, left_out)->items.size() == 1 ? without_value(text, left_out)
                                                       : without_value(text, left_out + JsonPath{QString::number(index)});
  for (const JsonPath& list : {regions, region_names})
    if (list_at(*root, list) != nullptr) return with_item(text, list, quoted_json(region));
  return with_value(text, regions, list_of(all + QStringList{region}));
}

QString without_region(const QString& text, const QString& region) {
  const auto root = parse_spans(text);
  if (!root) return text;
  for (const JsonPath& list : {regions, region_names})
    if (const int index = index_in(text, *root, list, region); index >= 0) return without_value(text, list + JsonPath{QString::number(index)});
  return with_item(text, left_out, quoted_json(region));
}

}  // namespace tradewind::gui
