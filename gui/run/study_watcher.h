// Follows a study while somebody plans on it: this window, or another process.
#pragma once

#include <QTimer>

#include "workspace/workspace.h"

namespace tradewind::gui {

// Looks at the file's time and size a few times a second, and reads beside the window when it has changed.
class StudyWatcher : public QObject {
  Q_OBJECT

 public:
  explicit StudyWatcher(Workspace& workspace, QObject* parent = nullptr);
  // Another study, or none.
  void follow(const std::filesystem::path& file);
  void look();

 Q_SIGNALS:
  void failed(const QString& sentence);

 private:
  QString state_of_file() const;
  void read();

  Workspace& workspace_;
  std::filesystem::path file_;
  QTimer timer_;
  QString seen_;                        // state when it was read last
  std::shared_ptr<const Study> study_;  // kept open, so that its world is made once
  Job* reading_ = nullptr;
};

}  // namespace tradewind::gui
