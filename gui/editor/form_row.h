// One field of a form: name, what edits it, unit, help, and what is wrong with it.
#pragma once

#include <QLabel>
#include <QWidget>

#include "editor/form_schema.h"
#include "editor/json_spans.h"

namespace tradewind::gui {

// The row does not judge what is typed: it writes it into the text, and the reader of the language says what is wrong.
class FormRow : public QWidget {
  Q_OBJECT

 public:
  FormRow(const FormField& field, QWidget* parent = nullptr);
  const FormField& field() const { return field_; }
  // The value as it stands in the text, or nullptr where the field is absent.
  void show_value(const JsonSpan* value, const QString& text);
  void show_problem(const QString& sentence);
  QString problem() const { return problem_->text(); }
  QWidget& editor() { return *editor_; }

 Q_SIGNALS:
  void edited(const QString& json);  // empty: the field is to be absent
  void wants_object();               // to go into the object or the list, which is made where it is missing
  void wants_removal();

 private:
  QWidget* make_editor();
  QWidget* make_line();
  QWidget* make_choice(const QStringList& entries);
  QWidget* make_object_buttons();
  QString json_of_line(const QString& text) const;
  QString line_of(const JsonSpan& value, const QString& text) const;

  FormField field_;
  QLabel* title_;
  QLabel* problem_;
  QWidget* remove_ = nullptr;  // button of an object
  QWidget* editor_;
};

// Ctrl+Z in a field undoes in the scenario, not in the letters of the field.
class LeaveUndoToWindow : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace tradewind::gui
