#include "export/bundle_tree.h"

#include <QHeaderView>
#include <algorithm>

#include "text/format.h"
#include "theme/theme.h"

namespace tradewind::gui {
namespace {

enum Column { name_column, mark_column };
constexpr int path_role = Qt::UserRole, file_role = Qt::UserRole + 1;
constexpr int most_open_at_once = 40;  // files; a bundle with more shows its folders first

}  // namespace

QString BundleTree::words_of(Mark mark) {
  switch (mark) {
    case Mark::fresh:
      return tr("new");
    case Mark::same:
      return tr("as before");
    case Mark::changed:
      return tr("changed");
    case Mark::none:
      break;
  }
  return {};
}

BundleTree::BundleTree(QWidget* parent) : QTreeWidget(parent) {
  setColumnCount(2);
  setHeaderHidden(true);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(name_column, QHeaderView::Stretch);
  header()->setSectionResizeMode(mark_column, QHeaderView::ResizeToContents);
  setUniformRowHeights(true);
  setIndentation(14);
  setTextElideMode(Qt::ElideMiddle);
  setAccessibleName(tr("Files of the bundle"));
  connect(this, &QTreeWidget::currentItemChanged, this, [this] { Q_EMIT file_selected(); });
}

QTreeWidgetItem* BundleTree::folder(const QString& path) {
  if (path.isEmpty()) return invisibleRootItem();
  QTreeWidgetItem* parent = folder(path.section('/', 0, -2));
  for (int i = 0; i < parent->childCount(); ++i)
    if (parent->child(i)->data(name_column, path_role) == path) return parent->child(i);
  auto* item = new QTreeWidgetItem(parent);
  item->setText(name_column, path.section('/', -1));
  item->setData(name_column, path_role, path);
  return item;
}

void BundleTree::show_bundle(const Bundle& bundle, const std::function<Mark(const BundleFile&)>& mark) {
  const QSignalBlocker quiet(this);
  const int before = current_file();
  const QString selected = before < 0 ? "README.md" : files_[static_cast<std::size_t>(before)]->data(name_column, path_role).toString();
  QStringList open;
  for (QTreeWidgetItemIterator item(this); *item != nullptr; ++item)
    if ((*item)->isExpanded()) open << (*item)->data(name_column, path_role).toString();
  const bool is_first = files_.empty();
  clear();
  files_.clear();
  marks_.clear();
  for (const BundleFile& file : bundle) {
    const QString path = from(file.path);
    auto* item = new QTreeWidgetItem(folder(path.section('/', 0, -2)));
    marks_.push_back(mark(file));
    item->setText(name_column, path.section('/', -1));
    item->setText(mark_column, words_of(marks_.back()));
    item->setData(name_column, path_role, path);
    item->setData(name_column, file_role, static_cast<int>(files_.size()));
    item->setToolTip(name_column, path);
    item->setForeground(mark_column, marks_.back() == Mark::changed ? Theme::current().warn_ink : Theme::current().faint);
    files_.push_back(item);
  }
  for (QTreeWidgetItemIterator item(this); *item != nullptr; ++item)
    (*item)->setExpanded(is_first ? static_cast<int>(files_.size()) <= most_open_at_once
                                  : open.contains((*item)->data(name_column, path_role).toString()));
  const auto found = std::ranges::find(files_, selected, [](const QTreeWidgetItem* item) { return item->data(name_column, path_role).toString(); });
  if (!files_.empty()) setCurrentItem(found == files_.end() ? files_.front() : *found);
}

bool BundleTree::show_below(QTreeWidgetItem& item, const std::function<bool(int file)>& wanted) {
  bool any = item.data(name_column, file_role).isValid() && wanted(item.data(name_column, file_role).toInt());
  for (int i = 0; i < item.childCount(); ++i) any = show_below(*item.child(i), wanted) || any;
  if (&item != invisibleRootItem()) item.setHidden(!any);
  return any;
}

void BundleTree::show_only(const std::function<bool(int file)>& wanted) { show_below(*invisibleRootItem(), wanted); }

int BundleTree::current_file() const {
  const QTreeWidgetItem* item = currentItem();
  return item == nullptr || !item->data(name_column, file_role).isValid() ? -1 : item->data(name_column, file_role).toInt();
}

void BundleTree::select_file(int file) { setCurrentItem(files_[static_cast<std::size_t>(file)]); }

}  // namespace tradewind::gui
