// The bundle of the selected point: its files before they are written, what changes against what lies in the folder, and the writing.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

#include "tradewind/deploy/bundle.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class ExportView : public QWidget {
  Q_OBJECT

 public:
  explicit ExportView(Workspace& workspace, QWidget* parent = nullptr);
  void set_folder(const QString& folder);
  bool write();  // false: it could not be written, and the view says why
  QListWidget& files() { return *files_; }
  QPlainTextEdit& preview() { return *preview_; }
  QString state() const { return state_->text(); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  void list_files();
  void show_file();
  void search();
  void say(const QString& sentence, bool good);
  QString old_contents(const std::string& path) const;

  Workspace& workspace_;
  QComboBox* target_;
  QListWidget* files_;
  QLineEdit *search_, *folder_;
  QPushButton* changes_;
  QPlainTextEdit* preview_;
  QPushButton* write_;
  QLabel* state_;
  Bundle bundle_;
  std::shared_ptr<const Candidate> shown_;
};

}  // namespace tradewind::gui
