// A line above the views that says what happened and offers what to do about it; it never stops anybody.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <functional>

namespace tradewind::gui {

class Banner : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { note, error };
  explicit Banner(QWidget* parent = nullptr);
  void show_message(Kind kind, const QString& text, const QString& deed = {}, std::function<void()> act = {});
  QString text() const { return text_->text(); }

 private:
  QLabel* text_;
  QPushButton* deed_;
  std::function<void()> act_;
};

}  // namespace tradewind::gui
