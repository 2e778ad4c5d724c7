// The bundle of the selected point: its files before they are written, what changes against what lies in the folder, the writing, and whether what
// was written is valid.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "export/bundle_check.h"
#include "export/bundle_run.h"
#include "export/bundle_tree.h"
#include "text/code_colours.h"

namespace tradewind::gui {

class ExportView : public QWidget {
  Q_OBJECT

 public:
  explicit ExportView(Workspace& workspace, QWidget* parent = nullptr);
  void set_folder(const QString& folder);
  // Then checks what it wrote, beside the window. False: it could not be written, and the view says why.
  bool write();
  bool is_complete() const { return run_.is_complete(); }  // what has to be simulated for the bundle is in it
  bool is_checking() const { return checking_ != nullptr; }
  const std::vector<CheckResult>& checks() const { return checks_; }  // of the bundle that was written last
  const Bundle& bundle() const { return run_.bundle(); }
  BundleTree& files() { return *files_; }
  QPlainTextEdit& preview() { return *preview_; }
  QComboBox& target() { return *target_; }
  QString state() const { return state_->text(); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void make_rows();
  void refresh();
  void tell_state();
  void check();
  void list_files();
  void show_file();
  void search();
  void say(const QString& sentence, bool good);
  QString old_contents(const std::string& path) const;

  Workspace& workspace_;
  QComboBox* target_;
  BundleRun run_;
  BundleTree* files_;
  QLineEdit *search_, *folder_;
  QPushButton* changes_;
  QPlainTextEdit* preview_;
  CodeColours* colours_ = nullptr;  // of the preview
  QPushButton* write_;
  QLabel* state_;
  QProgressBar* progress_;
  std::shared_ptr<const Candidate> shown_;
  std::vector<CheckResult> checks_;
  Job* checking_ = nullptr;
};

}  // namespace tradewind::gui
