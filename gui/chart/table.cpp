#include "chart/table.h"

#include "text/format.h"

namespace tradewind::gui {
namespace {

bool is_number(const QVariant& cell) { return cell.typeId() == QMetaType::Double || cell.typeId() == QMetaType::Int; }

QString words(const QVariant& cell, int decimals) {
  if (!cell.isValid()) return QStringLiteral("–");
  return is_number(cell) ? number(cell.toDouble(), decimals) : cell.toString();
}

QString quoted(const QString& text) {
  if (!text.contains('"') && !text.contains(',') && !text.contains('\n') && !text.contains('\r')) return text;
  return '"' + QString(text).replace("\"", "\"\"") + '"';
}

}  // namespace

QString to_csv(const Table& table) {
  QString text;
  QStringList cells;
  for (const TableColumn& column : table.columns) cells << quoted(column.name);
  text += cells.join(',') + "\r\n";
  for (const TableRow& row : table.rows) {
    cells.clear();
    for (const QVariant& cell : row.cells) cells << (is_number(cell) ? QString::number(cell.toDouble(), 'g', 12) : quoted(cell.toString()));
    text += cells.join(',') + "\r\n";
  }
  return text;
}

QString to_tsv(const Table& table) {
  QString text;
  QStringList cells;
  const auto add = [&text, &cells] {
    text += cells.replaceInStrings("\t", " ").replaceInStrings("\n", " ").join('\t') + "\n";
    cells.clear();
  };
  for (const TableColumn& column : table.columns) cells << column.name;
  add();
  for (const TableRow& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) cells << (row.cells[i].isValid() ? words(row.cells[i], table.columns[i].decimals) : QString());
    add();
  }
  return text;
}

void TableModel::set(Table table) {
  beginResetModel();
  table_ = std::move(table);
  endResetModel();
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
  const TableRow& row = table_.rows[static_cast<std::size_t>(index.row())];
  const auto column = static_cast<std::size_t>(index.column());
  const QVariant& cell = row.cells[column];
  switch (role) {
    case Qt::DisplayRole:
      return words(cell, table_.columns[column].decimals);
    case sort_role:
      return cell;
    case key_role:
      return row.key;
    case Qt::TextAlignmentRole:
      return int(is_number(cell) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical) return {};
  const auto column = static_cast<std::size_t>(section);
  if (role == Qt::DisplayRole) return table_.columns[column].name;
  if (role == Qt::TextAlignmentRole)
    return int(!table_.rows.empty() && is_number(table_.rows.front().cells[column]) ? Qt::AlignRight | Qt::AlignVCenter
                                                                                    : Qt::AlignLeft | Qt::AlignVCenter);
  return {};
}

}  // namespace tradewind::gui
