// Everything that the window can do and show, by a few letters of its name.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <functional>
#include <vector>

namespace tradewind::gui {

struct Command {
  QString name, detail;  // "Plan", "Run · F5"
  std::function<void()> act;
};

class CommandPalette : public QFrame {
  Q_OBJECT

 public:
  explicit CommandPalette(QWidget* parent);
  // Over the middle of the upper part of its parent.
  void open(std::vector<Command> commands);
  QLineEdit& words() { return *words_; }
  QListWidget& list() { return *list_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fill();
  void run(int row);

  std::vector<Command> commands_;
  QLineEdit* words_;
  QListWidget* list_;
};

// How well the typed letters fit: each word of them must stand in the text; one at the beginning of a word counts more, one at the very beginning
// most. 0: they do not.
int fit_of(const QString& typed, const QString& text);

}  // namespace tradewind::gui
