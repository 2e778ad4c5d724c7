// The table twin of a chart: the same figures, to read, sort, copy and save.
#pragma once

#include <QAbstractTableModel>
#include <QVariant>
#include <vector>

namespace tradewind::gui {

struct TableColumn {
  QString name;
  int decimals = 0;  // of numbers
};

struct TableRow {
  std::vector<QVariant> cells;  // texts or doubles; an invalid one is unknown
  int key = -1;                 // of what it shows, for the chart that it is a twin of
};

struct Table {
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
};

// RFC 4180, numbers with a decimal point and all their digits.
QString to_csv(const Table& table);
// Tab-separated, as spreadsheets take it from the clipboard; numbers as on the screen.
QString to_tsv(const Table& table);

class TableModel : public QAbstractTableModel {
 public:
  static constexpr int sort_role = Qt::UserRole, key_role = Qt::UserRole + 1;
  using QAbstractTableModel::QAbstractTableModel;

  void set(Table table);
  const Table& table() const { return table_; }

  int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(table_.rows.size()); }
  int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(table_.columns.size()); }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  Table table_;
};

}  // namespace tradewind::gui
