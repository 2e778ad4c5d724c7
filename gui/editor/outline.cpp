#include "editor/outline.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <functional>

#include "text/format.h"
#include "theme/theme.h"

namespace tradewind::gui {
namespace {

constexpr int path_role = Qt::UserRole;

QString name_of_item(const JsonSpan& item, const QString& text, const QString& title, std::size_t index) {
  if (const JsonSpan* name = item.member("name"); name != nullptr && name->kind == JsonSpan::Kind::string)
    return unquoted_json(text.mid(name->begin, name->end - name->begin));
  return title + " " + QString::number(index + 1);
}

void for_each(QTreeWidgetItem* item, const std::function<void(QTreeWidgetItem*)>& deed) {
  deed(item);
  for (int i = 0; i < item->childCount(); ++i) for_each(item->child(i), deed);
}

}  // namespace

Outline::Outline(ScenarioDocument& document, QWidget* parent) : QTreeWidget(parent), document_(document) {
  setHeaderHidden(true);
  setAccessibleName(tr("Parts of the scenario"));
  connect(&document, &ScenarioDocument::text_changed, this, &Outline::fill);
  connect(&document, &ScenarioDocument::checked, this, &Outline::mark_problems);
  connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item != nullptr) Q_EMIT chosen(item->data(0, path_role).toStringList());
  });
  fill();
}

const FormType* Outline::type_at(const JsonPath& path) {
  const FormType* type = &FormSchema::scenario().root();
  for (qsizetype i = 0; i < path.size(); ++i) {
    const FormField* field = type->field(path[i]);
    if (field == nullptr || field->type.isEmpty()) return nullptr;
    type = &FormSchema::scenario().type(field->type);
    if (field->kind == FormField::Kind::objects && ++i == path.size()) return nullptr;
  }
  return type;
}

QTreeWidgetItem* Outline::add(QTreeWidgetItem& parent, const QString& name, const JsonPath& path) {
  auto* item = new QTreeWidgetItem(&parent, QStringList{name});
  item->setData(0, path_role, path);
  return item;
}

void Outline::add_objects(QTreeWidgetItem& parent, const JsonSpan& object, const FormType& type, const JsonPath& path) {
  for (const FormField& field : type.fields) {
    const JsonSpan* value = object.member(field.key);
    if (value == nullptr || field.type.isEmpty()) continue;
    const FormType& inner = FormSchema::scenario().type(field.type);
    const JsonPath at = path + QStringList{field.key};
    if (field.kind == FormField::Kind::object) {
      add_objects(*add(parent, field.title, at), *value, inner, at);
      continue;
    }
    for (std::size_t i = 0; i < value->items.size(); ++i) {
      const JsonPath item = at + QStringList{QString::number(i)};
      add_objects(*add(parent, name_of_item(value->items[i], document_.text(), field.title, i), item), value->items[i], inner, item);
    }
  }
}

void Outline::fill() {
  const auto root = parse_spans(document_.text());
  if (!root) return;
  QTreeWidgetItem made;
  made.setText(0, tr("Scenario"));
  made.setData(0, path_role, JsonPath());
  add_objects(made, *root, FormSchema::scenario().root(), {});
  QString shape;
  for_each(&made, [&shape](QTreeWidgetItem* item) { shape += item->text(0) + "\n" + item->data(0, path_role).toStringList().join("/") + "\n"; });
  if (shape == shape_) return;
  shape_ = shape;
  const JsonPath chosen_path = currentItem() == nullptr ? JsonPath() : currentItem()->data(0, path_role).toStringList();
  const QSignalBlocker quiet(this);
  clear();
  addTopLevelItem(made.clone());
  expandAll();
  select(chosen_path);
  mark_problems();
}

void Outline::select(const JsonPath& path) {
  if (topLevelItemCount() == 0) return;
  QTreeWidgetItem* best = topLevelItem(0);
  for_each(best, [&](QTreeWidgetItem* item) {
    if (item->data(0, path_role).toStringList() == path) best = item;
  });
  setCurrentItem(best);
}

void Outline::mark_problems() {
  if (topLevelItemCount() == 0 || !document_.loaded()) return;
  for_each(topLevelItem(0), [this](QTreeWidgetItem* item) {
    const QString pointer = pointer_of(item->data(0, path_role).toStringList());
    int problems = 0;
    for (const Problem& problem : document_.loaded()->problems) {
      const QString at = from(problem.pointer);
      problems += problem.severity == Severity::error && (at == pointer || at.startsWith(pointer + "/"));
    }
    item->setForeground(0, problems > 0 ? Theme::current().bad_ink : Theme::current().ink);
  });
}

// Items of lists can be added and taken away.
void Outline::contextMenuEvent(QContextMenuEvent* event) {
  const QTreeWidgetItem* item = itemAt(event->pos());
  if (item == nullptr) return;
  const JsonPath path = item->data(0, path_role).toStringList();
  bool is_item = false;
  if (!path.isEmpty()) (void)path.back().toInt(&is_item);
  if (!is_item) return;
  QMenu menu(this);
  const JsonPath list = path.mid(0, path.size() - 1);
  menu.addAction(tr("Add another"), this, [this, list] { document_.change_to(with_item(document_.text(), list, "{}"), tr("Add")); });
  menu.addAction(tr("Duplicate"), this, [this, list, path] {
    const auto root = parse_spans(document_.text());
    if (const JsonSpan* span = root ? find_span(*root, path) : nullptr)
      document_.change_to(with_item(document_.text(), list, document_.text().mid(span->begin, span->end - span->begin)), tr("Duplicate"));
  });
  menu.addAction(tr("Remove"), this, [this, path] { document_.change_to(without_value(document_.text(), path), tr("Remove")); });
  menu.exec(event->globalPos());
}

}  // namespace tradewind::gui
