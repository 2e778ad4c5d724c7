// The text of the scenario: highlighted JSON with line numbers, and marks where something is wrong.
#pragma once

#include <QPlainTextEdit>

#include "workspace/scenario_document.h"

namespace tradewind::gui {

class JsonView : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit JsonView(ScenarioDocument& document, QWidget* parent = nullptr);
  void go_to(int line, int column);  // 1-based

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  friend class LineNumbers;
  void take_typed();
  void take_change(const TextChange& change);
  void mark_problems();
  void paint_numbers(QPaintEvent* event);
  QString raw_text() const;

  ScenarioDocument& document_;
  QWidget* numbers_;
  bool taking_ = false;
};

}  // namespace tradewind::gui
