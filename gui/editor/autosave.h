// Edits that are not saved yet, kept on disk as they are made, so that a crash or a power cut loses a second of them.
#pragma once

#include <QStringList>
#include <QTimer>
#include <optional>
#include <vector>

#include "workspace/workspace.h"

namespace tradewind::gui {

// What a window that ended without saving has left.
struct LeftEdits {
  std::filesystem::path kept;      // the file of the autosave
  std::filesystem::path scenario;  // that was edited; empty: it had no file yet
  QString text;
};

// All that windows have left. A file of it that cannot be read takes nothing from the others.
struct Leftovers {
  std::vector<LeftEdits> edits;
  QStringList unreadable;  // a sentence for each file
};

class Autosave : public QObject {
  Q_OBJECT

 public:
  explicit Autosave(Workspace& workspace, QObject* parent = nullptr);
  ~Autosave() override;

  // What nobody is editing now.
  static Leftovers left_edits();
  static std::filesystem::path folder();
  // The edits are saved, or are not wanted.
  void discard();

 Q_SIGNALS:
  void failed(const QString& sentence);

 private:
  struct File;  // shared with the thread that writes it
  void keep();

  Workspace& workspace_;
  std::shared_ptr<File> file_;
  QTimer timer_;
  Job* writing_ = nullptr;
};

}  // namespace tradewind::gui
