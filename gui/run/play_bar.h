// Controls of something that is played beside the window: start, cancel, how far it is, what came of it.
#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "run/job.h"

namespace tradewind::gui {

class PlayBar : public QWidget {
  Q_OBJECT

 public:
  // progress_name: of the bar, to be read out.
  PlayBar(const QString& start, const QString& help, const QString& progress_name, QWidget* parent = nullptr);
  // A control before the words.
  void add_control(QWidget* control);

  // One at a time; words while it runs.
  void play(Job::Work work, const QString& words);
  void cancel();
  bool is_playing() const { return job_ != nullptr; }
  // Whether there is anything to start.
  void set_ready(bool ready);
  bool is_ready() const { return ready_; }
  void set_words(const QString& words) { words_->setText(words); }
  QString words() const { return words_->text(); }

 Q_SIGNALS:
  void wanted();  // by the button
  void played();  // to the end
  void ended();   // in whatever way; what went wrong stands in the words

 private:
  void show_state();
  void end(const QString& words);

  QPushButton *start_, *cancel_;
  QProgressBar* bar_;
  QLabel* words_;
  QHBoxLayout* row_;
  Job* job_ = nullptr;
  bool ready_ = false;
};

}  // namespace tradewind::gui
