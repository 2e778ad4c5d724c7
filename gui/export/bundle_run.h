// Makes the bundle of a point beside the window: first with what the study says, to be read at once; then with what has to be simulated for it.
#pragma once

#include <map>

#include "run/job.h"
#include "tradewind/deploy/bundle.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class BundleRun : public QObject {
  Q_OBJECT

 public:
  explicit BundleRun(Workspace& workspace, QObject* parent = nullptr);

  // Of the selected point, byte for byte as `tradewind export` writes it. What is being made for another one stops.
  void make(const QStringList& targets);
  void clear();

  const Bundle& bundle() const { return bundle_; }
  // Of what was asked for last, with all that its targets tell.
  bool is_complete() const { return complete_; }

 Q_SIGNALS:
  void changed();  // another bundle
  void progressed(double done);
  void failed(const QString& sentence);

 private:
  void take(Bundle bundle, bool complete);

  using Key = std::pair<std::string, QStringList>;  // point, targets
  Workspace& workspace_;
  Bundle bundle_;
  bool complete_ = false;
  Key wanted_;
  std::map<Key, Bundle> made_;
  Job* job_ = nullptr;
};

}  // namespace tradewind::gui
