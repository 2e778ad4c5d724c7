// The form of one object of the scenario.
#pragma once

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <map>

#include "editor/form_row.h"
#include "workspace/scenario_document.h"

namespace tradewind::gui {

class FormPage : public QScrollArea {
  Q_OBJECT

 public:
  explicit FormPage(ScenarioDocument& document, QWidget* parent = nullptr);
  void show_object(const JsonPath& path, const FormType& type);
  const JsonPath& path() const { return path_; }
  // The row of a field of the object that is shown, or nullptr.
  FormRow* row(const QString& key) const;

 Q_SIGNALS:
  void entered(const JsonPath& path);  // somebody goes into an object

 private:
  void build();
  void refresh();
  void refresh_problems();
  // Where the value of a field is written; an object in short form is written out first.
  void write(const FormField& field, const QString& json);
  void enter(const FormField& field);
  // The field that the bare value at the path stands for, or nullptr.
  const FormField* short_form(const JsonSpan& value) const;

  ScenarioDocument& document_;
  JsonPath path_;
  const FormType* type_ = nullptr;
  std::map<QString, FormRow*> rows_;
};

}  // namespace tradewind::gui
