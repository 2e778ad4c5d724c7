// The objects of the scenario as a tree: where a form can be opened, and where something is wrong.
#pragma once

#include <QTreeWidget>

#include "editor/form_schema.h"
#include "editor/json_spans.h"
#include "workspace/scenario_document.h"

namespace tradewind::gui {

class Outline : public QTreeWidget {
  Q_OBJECT

 public:
  explicit Outline(ScenarioDocument& document, QWidget* parent = nullptr);
  // The type of the object at the path, or nullptr where there can be none.
  static const FormType* type_at(const JsonPath& path);
  void select(const JsonPath& path);

 Q_SIGNALS:
  void chosen(const JsonPath& path);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void fill();
  void add_objects(QTreeWidgetItem& parent, const JsonSpan& object, const FormType& type, const JsonPath& path);
  QTreeWidgetItem* add(QTreeWidgetItem& parent, const QString& name, const JsonPath& path);
  void mark_problems();

  ScenarioDocument& document_;
  QString shape_;  // of the tree, to leave it alone while only values change
};

}  // namespace tradewind::gui
