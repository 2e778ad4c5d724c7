#include "export/export_view.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

#include "export/line_difference.h"
#include "run/job.h"
#include "text/code_colours.h"
#include "text/format.h"
#include "theme/theme.h"
#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
ExportView::ExportView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      target_(new QComboBox),
      files_(new QListWidget),
      search_(new QLineEdit),
      folder_(new QLineEdit),
      changes_(new QPushButton(tr("Changes only"))),
      preview_(new QPlainTextEdit),
      write_(new QPushButton(tr("Write bundle"))),
      state_(new QLabel) {
  QStringList all;
  for (const ExportTarget& target : export_targets()) all << from(target.name);
  target_->addItem(tr("everything: %1").arg(all.join(", ")), all);
  for (const ExportTarget& target : export_targets())
    target_->addItem(from(target.name) + ": " + from(target.writes) + (target.made_for.empty() ? QString() : " (" + from(target.made_for) + ")"),
                     QStringList{from(target.name)});
  target_->setAccessibleName(tr("Target of the export"));
  target_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  target_->setMinimumContentsLength(24);
  search_->setPlaceholderText(tr("Search in all files"));
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(240);
  folder_->setPlaceholderText(tr("Folder, new or of a former export"));
  folder_->setAccessibleName(tr("Folder of the bundle"));
  changes_->setCheckable(true);
  changes_->setToolTip(tr("What differs from the files that lie in the folder"));
  preview_->setReadOnly(true);
  preview_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  preview_->setLineWrapMode(QPlainTextEdit::NoWrap);
  preview_->setFrameShape(QFrame::NoFrame);
  preview_->setAccessibleName(tr("File of the bundle"));
  new CodeColours(preview_->document(), true);
  write_->setProperty("primary", true);
  auto* browse = new QPushButton(tr("Choose…"));
  auto* head = new QHBoxLayout;
  head->setContentsMargins(14, 8, 14, 6);
  head->setSpacing(8);
  head->addWidget(target_, 1);
  head->addWidget(search_);
  head->addWidget(changes_);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(14, 6, 14, 8);
  foot->setSpacing(8);
  foot->addWidget(folder_, 1);
  foot->addWidget(browse);
  foot->addWidget(write_);
  auto* splitter = new QSplitter;
  splitter->addWidget(files_);
  splitter->addWidget(preview_);
  splitter->setSizes({300, 700});
  splitter->setChildrenCollapsible(false);
  state_->setContentsMargins(14, 0, 14, 4);
  state_->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(splitter, 1);
  layout->addLayout(foot);
  layout->addWidget(state_);
  connect(target_, &QComboBox::currentIndexChanged, this, [this] {
    shown_ = nullptr;
    refresh();
  });
  connect(&workspace, &Workspace::selection_changed, this, &ExportView::refresh);
  connect(files_, &QListWidget::currentRowChanged, this, &ExportView::show_file);
  connect(changes_, &QPushButton::toggled, this, &ExportView::show_file);
  connect(search_, &QLineEdit::textChanged, this, &ExportView::search);
  connect(folder_, &QLineEdit::textChanged, this, &ExportView::list_files);
  connect(write_, &QPushButton::clicked, this, &ExportView::write);
  connect(browse, &QPushButton::clicked, this, [this] {
    if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the bundle")); !folder.isEmpty()) set_folder(folder);
  });
  refresh();
}

void ExportView::set_folder(const QString& folder) { folder_->setText(folder); }

void ExportView::showEvent(QShowEvent*) { refresh(); }

// A bundle that nobody sees is not worth making.
void ExportView::refresh() {
  if (!isVisible() || (shown_ != nullptr && shown_ == workspace_.shared_candidate())) return;
  shown_ = workspace_.shared_candidate();
  bundle_.clear();
  if (shown_ == nullptr) {
    say(tr("Pick a point of the front to export it."), true);
  } else if (workspace_.shows_trial()) {
    say(tr("What is tried out is in no study. Change the scenario and plan it to export its points."), true);
  } else {
    ExportInput input{.world = workspace_.world(),
                      .topology = shown_->topology,
                      .study_id = workspace_.study().file.stem().string(),
                      .pick = shown_->id,
                      .expected_latency_ms = shown_->latency_ms(),
                      .expected_monthly_usd = shown_->monthly_usd(),
                      .bill = shown_->bill};
    for (const PoolOutcome& pool : shown_->outcome.pools)
      input.expected_pools.push_back({.batch_mean = pool.batch_mean,
                                      .utilization_mean = pool.utilization_mean,
                                      .utilization_p95 = pool.utilization_p95,
                                      .latency_p50_ms = pool.latency.perceived.p50,
                                      .latency_p95_ms = pool.latency.perceived.p95,
                                      .network_p50_ms = pool.latency.network.p50});
    std::vector<std::string> targets;
    for (const QString& target : target_->currentData().toStringList()) targets.push_back(target.toStdString());
    try {
      bundle_ = export_bundle(input, targets);
      say(tr("%1 of point %2").arg(counted(bundle_.size(), tr("%1 file"), tr("%1 files")), from(shown_->id)), true);
    } catch (...) {
      say(current_failure(), false);
    }
  }
  list_files();
}

QString ExportView::old_contents(const std::string& path) const {
  if (folder_->text().isEmpty()) return {};
  const std::filesystem::path file = std::filesystem::path(folder_->text().toStdString()) / path;
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) return {};
  try {
    return from(read_file(file));
  } catch (const FileError&) {
    return {};
  }
}

void ExportView::list_files() {
  const int row = std::max(0, files_->currentRow());
  {
    const QSignalBlocker quiet(files_);
    files_->clear();
    for (const BundleFile& file : bundle_) {
      const QString before = old_contents(file.path);
      const QString mark = folder_->text().isEmpty()       ? QString()
                           : before.isEmpty()              ? tr("new")
                           : before == from(file.contents) ? tr("as before")
                                                           : tr("changed");
      auto* item = new QListWidgetItem(from(file.path) + (mark.isEmpty() ? "" : "   " + mark), files_);
      if (!before.isEmpty() && before != from(file.contents)) item->setForeground(Theme::current().warn_ink);
    }
  }
  write_->setEnabled(!bundle_.empty() && !folder_->text().isEmpty());
  files_->setCurrentRow(std::min(row, files_->count() - 1));
  search();
  show_file();
}

void ExportView::show_file() {
  const int row = files_->currentRow();
  if (row < 0 || row >= static_cast<int>(bundle_.size())) return preview_->clear();
  const BundleFile& file = bundle_[static_cast<std::size_t>(row)];
  if (!changes_->isChecked()) {
    preview_->setPlainText(from(file.contents));
  } else {
    QStringList lines;
    for (const DifferentLine& line : line_difference(old_contents(file.path), from(file.contents)))
      if (line.sign != ' ') lines << QString(QLatin1Char(line.sign)) + " " + line.text;
    preview_->setPlainText(lines.isEmpty() ? tr("Nothing differs.") : lines.join('\n'));
  }
  search();
}

// Files without the words step back; in the one that is shown they are marked.
void ExportView::search() {
  const QString words = search_->text();
  for (int i = 0; i < files_->count(); ++i)
    files_->item(i)->setHidden(!words.isEmpty() && !from(bundle_[static_cast<std::size_t>(i)].contents).contains(words, Qt::CaseInsensitive));
  QList<QTextEdit::ExtraSelection> marks;
  QTextCursor cursor(preview_->document());
  while (!words.isEmpty() && !(cursor = preview_->document()->find(words, cursor)).isNull()) {
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setBackground(Theme::current().warn);
    mark.format.setForeground(Theme::current().warn_ink);
    marks << mark;
  }
  preview_->setExtraSelections(marks);
}

void ExportView::say(const QString& sentence, bool good) {
  state_->setText(sentence);
  state_->setStyleSheet("color: " + (good ? Theme::current().soft : Theme::current().bad_ink).name());
}

bool ExportView::write() {
  try {
    write_bundle(bundle_, folder_->text().toStdString());
  } catch (...) {
    say(tr("The bundle is not written: %1").arg(current_failure()), false);
    return false;
  }
  list_files();
  say(tr("%1 of point %2 written to %3; prices of %4")
          .arg(counted(bundle_.size(), tr("%1 file"), tr("%1 files")), from(shown_->id), folder_->text(), from(shown_->bill.price_book)),
      true);
  return true;
}

}  // namespace tradewind::gui
