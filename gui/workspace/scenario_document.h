// The text of a scenario that is being edited: one undo stack for form and JSON, and what the reader of the language says about it.
#pragma once

#include <QObject>
#include <QTimer>
#include <QUndoStack>
#include <memory>

#include "run/job.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::gui {

// A stretch of the text and what takes its place, in UTF-16 units.
struct TextChange {
  int at = 0, removed = 0;
  QString inserted;
};

class ScenarioDocument : public QObject {
  Q_OBJECT

 public:
  explicit ScenarioDocument(QObject* parent = nullptr);
  ~ScenarioDocument() override;

  // Another text, as a fresh start: nothing to undo. The file name is that of messages.
  void reset(const std::string& bytes, const std::string& file_name);
  // One step to undo. Typing that goes on where it was becomes a single step.
  void change(const TextChange& change, const QString& what, bool typing = false);
  // Replaces the whole text by the smallest change.
  void change_to(const QString& text, const QString& what, bool typing = false);

  const QString& text() const { return text_; }  // lines end with \n here, whatever the file has
  std::string bytes() const;                     // as the file has it
  QUndoStack& undo_stack() { return undo_; }
  bool is_modified() const { return !undo_.isClean(); }

  // Of the text as it was when the reader read it last; it reads a moment after every change, beside the window.
  const std::shared_ptr<const LoadedScenario>& loaded() const { return loaded_; }
  bool is_checked() const { return checked_; }  // loaded() is of the present text
  void check_now();

 Q_SIGNALS:
  void text_changed(const TextChange& change);
  void checked();

 private:
  friend class TextCommand;
  void apply(const TextChange& change);
  void start_check();

  QString text_;
  bool carriage_returns_ = false;  // lines of the file end with \r\n
  std::string file_name_;
  QUndoStack undo_;
  QTimer pause_;
  std::shared_ptr<const LoadedScenario> loaded_;
  bool checked_ = false;
  Job* check_ = nullptr;
};

}  // namespace tradewind::gui
