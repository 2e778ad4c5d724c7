// The tour: a card that leads through the views with an example, step by step.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <filesystem>
#include <vector>

namespace tradewind::gui {

class Tour : public QFrame {
  Q_OBJECT

 public:
  struct Step {
    QString view, title, text;
    bool needs_front = false;  // waits until a front is there
  };
  explicit Tour(QWidget* parent);
  static std::vector<Step> steps();
  // Where its example is planned: a study is of one catalogue.
  static std::filesystem::path study_file();

  void begin();
  void end();
  int step() const { return at_; }
  // Whether the example has a front: steps that need it wait.
  void set_has_front(bool has_front);
  QPushButton& next() { return *next_; }

 Q_SIGNALS:
  void view_wanted(const QString& view);
  void ended();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;  // of the parent: the card keeps to its corner

 private:
  void go_to(int step);
  void show_step();
  void keep_to_corner();

  int at_ = 0;
  bool has_front_ = false;
  QLabel *title_, *text_, *count_;
  QPushButton *back_, *next_, *end_;
};

}  // namespace tradewind::gui
