#include "export/export_view.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

#include "control/controls.h"
#include "export/line_difference.h"
#include "run/job.h"
#include "text/format.h"
#include "theme/theme.h"
#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
namespace {

constexpr int bar_steps = 1000;

QHBoxLayout* row(const QMargins& margins) {
  auto* layout = new QHBoxLayout;
  layout->setContentsMargins(margins);
  layout->setSpacing(8);
  return layout;
}

}  // namespace

ExportView::ExportView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      target_(new QComboBox),
      run_(workspace),
      files_(new BundleTree),
      search_(new QLineEdit),
      folder_(new QLineEdit),
      changes_(new QPushButton(tr("Changes only"))),
      preview_(new QPlainTextEdit),
      write_(new QPushButton(tr("Write bundle"))),
      state_(new QLabel),
      progress_(new QProgressBar) {
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
  search_->setMinimumWidth(190);
  folder_->setPlaceholderText(tr("Folder, new or of a former export"));
  folder_->setAccessibleName(tr("Folder of the bundle"));
  name_control(*folder_, "folder");
  name_control(*target_, "target");
  changes_->setCheckable(true);
  changes_->setToolTip(tr("What differs from the files that lie in the folder"));
  preview_->setReadOnly(true);
  preview_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  preview_->setLineWrapMode(QPlainTextEdit::NoWrap);
  preview_->setFrameShape(QFrame::NoFrame);
  preview_->setAccessibleName(tr("File of the bundle"));
  colours_ = new CodeColours(preview_->document(), true);
  write_->setProperty("primary", true);
  progress_->setRange(0, bar_steps);
  progress_->setTextVisible(false);
  progress_->setFixedWidth(180);
  progress_->setAccessibleName(tr("Progress of the simulations for the bundle"));
  make_rows();
  connect(target_, &QComboBox::currentIndexChanged, this, [this] {
    shown_ = nullptr;
    refresh();
  });
  connect(&workspace, &Workspace::selection_changed, this, &ExportView::refresh);
  connect(&run_, &BundleRun::changed, this, [this] {
    list_files();
    tell_state();
  });
  connect(&run_, &BundleRun::progressed, this, [this](double done) { progress_->setValue(static_cast<int>(bar_steps * done)); });
  connect(&run_, &BundleRun::failed, this, [this](const QString& sentence) {
    say(sentence, false);
    progress_->hide();
  });
  connect(files_, &BundleTree::file_selected, this, &ExportView::show_file);
  connect(changes_, &QPushButton::toggled, this, &ExportView::show_file);
  connect(search_, &QLineEdit::textChanged, this, &ExportView::search);
  connect(folder_, &QLineEdit::textChanged, this, &ExportView::list_files);
  connect(write_, &QPushButton::clicked, this, &ExportView::write);
  refresh();
}

void ExportView::make_rows() {
  auto* browse = new QPushButton(tr("Choose…"));
  auto* head = row({14, 8, 14, 6});
  head->addWidget(target_, 1);
  head->addWidget(search_);
  head->addWidget(changes_);
  auto* foot = row({14, 6, 14, 8});
  foot->addWidget(folder_, 1);
  foot->addWidget(browse);
  foot->addWidget(write_);
  auto* splitter = new QSplitter;
  splitter->addWidget(files_);
  splitter->addWidget(preview_);
  splitter->setSizes({330, 700});
  splitter->setChildrenCollapsible(false);
  state_->setWordWrap(true);
  state_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* state = row({14, 0, 14, 6});
  state->addWidget(progress_);
  state->addWidget(state_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(splitter, 1);
  layout->addLayout(foot);
  layout->addLayout(state);
  connect(browse, &QPushButton::clicked, this, [this] {
    if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the bundle")); !folder.isEmpty()) set_folder(folder);
  });
}

void ExportView::set_folder(const QString& folder) { folder_->setText(folder); }

void ExportView::showEvent(QShowEvent*) { refresh(); }

// A bundle that nobody sees is not worth making.
void ExportView::refresh() {
  if (!isVisible() || (shown_ != nullptr && shown_ == workspace_.shared_candidate())) return;
  shown_ = workspace_.shared_candidate();
  progress_->setValue(0);
  if (shown_ == nullptr || workspace_.shows_trial())
    run_.clear();
  else
    run_.make(target_->currentData().toStringList());
}

void ExportView::tell_state() {
  const bool any = shown_ != nullptr && !workspace_.shows_trial();
  progress_->setVisible(any && !run_.is_complete());
  if (shown_ == nullptr) return say(tr("Pick a point of the front to export it."), true);
  if (!any) return say(tr("What is tried out is in no study. Change the scenario and plan it to export its points."), true);
  const QString files = tr("%1 of point %2").arg(counted(run_.bundle().size(), tr("%1 file"), tr("%1 files")), from(shown_->id));
  if (run_.bundle().empty()) return say(tr("Making the bundle of point %1…").arg(from(shown_->id)), true);
  say(run_.is_complete() ? files : tr("%1, to be read; what it tells of failures and of full replicas is being simulated…").arg(files), true);
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
  files_->show_bundle(run_.bundle(), [this](const BundleFile& file) {
    if (folder_->text().isEmpty()) return BundleTree::Mark::none;
    const QString before = old_contents(file.path);
    return before.isEmpty() ? BundleTree::Mark::fresh : before == from(file.contents) ? BundleTree::Mark::same : BundleTree::Mark::changed;
  });
  write_->setEnabled(run_.is_complete() && !folder_->text().isEmpty());
  show_file();
}

void ExportView::show_file() {
  const int shown = files_->current_file();
  if (shown < 0 && !run_.bundle().empty()) return;  // a folder
  if (shown < 0) return preview_->clear();
  const BundleFile& file = run_.bundle()[static_cast<std::size_t>(shown)];
  colours_->set_markdown(file.path.ends_with(".md") && !changes_->isChecked());
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
  files_->show_only(
      [&](int file) { return words.isEmpty() || from(run_.bundle()[static_cast<std::size_t>(file)].contents).contains(words, Qt::CaseInsensitive); });
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
  if (!run_.is_complete()) return false;
  try {
    write_bundle(run_.bundle(), folder_->text().toStdString());
  } catch (...) {
    say(tr("The bundle is not written: %1").arg(current_failure()), false);
    return false;
  }
  list_files();
  check();
  return true;
}

void ExportView::check() {
  delete checking_;
  checks_.clear();
  const QString written =
      tr("%1 of point %2 written to %3; prices of %4.")
          .arg(counted(run_.bundle().size(), tr("%1 file"), tr("%1 files")), from(shown_->id), folder_->text(), from(shown_->bill.price_book));
  say(written + " " + tr("Being checked…"), true);
  checking_ = new Job(
      [this, written, world = workspace_.shared_world(), bundle = run_.bundle(), folder = folder_->text().toStdString()](Job::Link& link) {
        link.post([this, written, results = check_bundle(*world, bundle, folder, link.stop())] {
          checks_ = results;
          say(written + " " + check_words(results), all_good(results));
        });
      },
      this);
  const auto end = [this] {
    checking_->deleteLater();
    checking_ = nullptr;
  };
  connect(checking_, &Job::finished, this, end);
  connect(checking_, &Job::failed, this, [this, end](const QString& sentence) {
    end();
    say(sentence, false);
  });
}

}  // namespace tradewind::gui
