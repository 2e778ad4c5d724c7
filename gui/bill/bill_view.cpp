#include "bill/bill_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <algorithm>

#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

enum Column { name_column, amount_column, share_column, quantity_column, price_column, date_column };
constexpr int region_role = Qt::UserRole, amount_role = Qt::UserRole + 1;
constexpr int least_name_width = 240, least_date_width = 40;  // pixels

void set_amount(QTreeWidgetItem& item, double usd_amount, double total) {
  item.setText(amount_column, number(usd_amount, 2));
  // A sum of all parts may miss the total by the last bit of a double.
  const bool is_whole = std::abs(usd_amount - total) < 0.005;
  item.setText(share_column, percent(total > 0 ? (is_whole ? 1 : usd_amount / total) : 0));
  for (const int column : {amount_column, share_column, quantity_column, price_column})
    item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

// Sums up the tree, and puts the dearest first.
double sum_up(QTreeWidgetItem& item, double total) {
  if (item.childCount() == 0) return item.data(amount_column, amount_role).toDouble();
  double sum = 0;
  QList<QTreeWidgetItem*> children = item.takeChildren();
  std::vector<std::pair<double, QTreeWidgetItem*>> sorted;
  for (QTreeWidgetItem* child : children) {
    sorted.emplace_back(sum_up(*child, total), child);
    if (child->childCount() > 0) set_amount(*child, sorted.back().first, total);
  }
  std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const auto& entry) { return entry.first; });
  for (const auto& [amount, child] : sorted) item.addChild(child), sum += amount;
  return sum;
}

}  // namespace

BillView::BillView(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace), chart_(workspace), tree_(new QTreeWidget(this)) {
  tree_->setHeaderLabels({tr("Provider, region, service"), tr("USD a month"), tr("Share"), tr("Quantity"), tr("Price, USD"), tr("Price of")});
  tree_->setUniformRowHeights(true);
  tree_->setAlternatingRowColors(false);
  tree_->setAccessibleName(tr("Bill, as a tree"));
  tree_->header()->setStretchLastSection(true);
  auto* waterfall = new ChartView(chart_, this);
  auto* splitter = new QSplitter(this);
  splitter->addWidget(tree_);
  splitter->addWidget(waterfall);
  splitter->setSizes({690, 450});
  splitter->setChildrenCollapsible(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
  connect(&workspace, &Workspace::selection_changed, this, &BillView::fill_tree);
  for (const auto signal : {&QTreeWidget::itemExpanded, &QTreeWidget::itemCollapsed}) connect(tree_, signal, this, [this] { is_touched_ = true; });
  connect(tree_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item != nullptr && item->data(name_column, region_role).isValid()) workspace_.select_region(item->data(name_column, region_role).toInt());
  });
}

QTreeWidgetItem* BillView::child(QTreeWidgetItem* parent, const QString& name) {
  for (int i = 0; i < parent->childCount(); ++i)
    if (parent->child(i)->text(name_column) == name) return parent->child(i);
  auto* item = new QTreeWidgetItem(parent);
  item->setText(name_column, name);
  return item;
}

void BillView::add_line(const BillLine& line, double total) {
  const World& world = workspace_.world();
  QTreeWidgetItem* item = child(tree_->invisibleRootItem(), readable(line.provider));
  const auto region = std::ranges::find(world.regions, line.provider + ":" + line.region, &Region::key);
  const bool is_place = region != world.regions.end();
  item = child(item, is_place ? from(line.region) + "  " + from(region->city) : tr("everywhere"));
  if (is_place) item->setData(name_column, region_role, static_cast<int>(region - world.regions.begin()));
  item = child(item, readable(line.service));
  auto* leaf = new QTreeWidgetItem(item);
  leaf->setText(name_column, from(line.item) + (line.workload.empty() ? "" : " · " + from(line.workload)));
  leaf->setText(quantity_column, number(line.quantity, line.quantity < 100 ? 2 : 0) + " " + from(line.price.unit));
  leaf->setText(price_column, QString::number(line.price.usd, 'g', 6));
  leaf->setText(date_column, from(line.price.date) + (line.price.mark.empty() ? "" : " · " + from(line.price.mark)));
  leaf->setToolTip(name_column, from(line.price.source));
  if (!line.price.mark.empty()) leaf->setForeground(date_column, Theme::current().warn_ink);
  leaf->setData(amount_column, amount_role, line.amount.usd());
  set_amount(*leaf, line.amount.usd(), total);
}

// A bill that nobody sees is not worth writing down.
void BillView::fill_tree() {
  if (!isVisible()) return;
  if (shown_ == workspace_.shared_candidate()) return follow_region();
  shown_ = workspace_.shared_candidate();
  const QSignalBlocker quiet(tree_);
  tree_->clear();
  if (shown_ == nullptr) return;
  const double total = shown_->bill.total().usd();
  for (const BillLine& line : shown_->bill.lines) add_line(line, total);
  auto* root = tree_->invisibleRootItem();
  sum_up(*root, total);
  auto* sum = new QTreeWidgetItem(tree_);
  sum->setText(name_column, tr("Total"));
  set_amount(*sum, total, total);
  sum->setToolTip(name_column, tr("Price book %1").arg(from(shown_->bill.price_book)));
  QFont bold = tree_->font();
  bold.setBold(true);
  for (const int column : {name_column, amount_column, share_column}) sum->setFont(column, bold);
  is_touched_ = false;
  open_by_room();
  follow_region();
}

// As deep as all of it is seen at once, until somebody opens or closes a part by hand.
void BillView::open_by_room() {
  if (is_touched_ || shown_ == nullptr) return;
  const QSignalBlocker quiet(tree_);
  std::vector<int> rows;  // by depth
  for (QTreeWidgetItemIterator item(tree_); *item != nullptr; ++item) {
    std::size_t depth = 0;
    for (const QTreeWidgetItem* above = (*item)->parent(); above != nullptr; above = above->parent()) ++depth;
    rows.resize(std::max(rows.size(), depth + 1));
    ++rows[depth];
  }
  const int row_height = std::max(1, tree_->sizeHintForRow(0)), room = tree_->viewport()->height() / row_height;
  int open = 0, taken = rows.empty() ? 0 : rows.front();
  while (open + 1 < static_cast<int>(rows.size()) && (open == 0 || taken + rows[static_cast<std::size_t>(open) + 1] <= room))
    taken += rows[static_cast<std::size_t>(++open)];
  tree_->collapseAll();
  if (open > 0) tree_->expandToDepth(open - 1);
  for (const int column : {name_column, amount_column, share_column, quantity_column, price_column}) tree_->resizeColumnToContents(column);
  // Names get what the figures and the dates leave them.
  int figures = tree_->header()->sectionSizeHint(date_column) + least_date_width;
  for (const int column : {amount_column, share_column, quantity_column, price_column}) figures += tree_->columnWidth(column);
  tree_->setColumnWidth(
      name_column, std::clamp(tree_->columnWidth(name_column), least_name_width, std::max(least_name_width, tree_->viewport()->width() - figures)));
}

// Opens the tree at the region that is selected elsewhere.
void BillView::follow_region() {
  const int region = workspace_.selection().region;
  if (region < 0) return;
  const QSignalBlocker quiet(tree_);
  for (int p = 0; p < tree_->topLevelItemCount(); ++p)
    for (int r = 0; r < tree_->topLevelItem(p)->childCount(); ++r) {
      QTreeWidgetItem* item = tree_->topLevelItem(p)->child(r);
      if (!item->data(name_column, region_role).isValid() || item->data(name_column, region_role).toInt() != region) continue;
      if (QTreeWidgetItem* current = tree_->currentItem(); current != nullptr && (current == item || current->parent() == item)) return;
      tree_->setCurrentItem(item);
      item->setExpanded(true);
      tree_->scrollToItem(item);
    }
}

}  // namespace tradewind::gui
