// The scenario editor: outline and form, the JSON beside them, and the list of what is wrong.
#pragma once

#include <QListWidget>
#include <QWidget>

#include "editor/form_page.h"
#include "editor/json_view.h"
#include "editor/outline.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class EditorView : public QWidget {
  Q_OBJECT

 public:
  explicit EditorView(Workspace& workspace, QWidget* parent = nullptr);
  FormPage& form() { return *form_; }
  JsonView& json() { return *json_; }
  Outline& outline() { return *outline_; }
  QListWidget& problems() { return *problems_; }
  void open_form(const JsonPath& path);

 private:
  void list_problems();

  Workspace& workspace_;
  Outline* outline_;
  FormPage* form_;
  JsonView* json_;
  QListWidget* problems_;
  QLabel* state_;
};

}  // namespace tradewind::gui
