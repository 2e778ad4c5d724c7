// The files of a bundle as a tree of folders, each with what it is to those that lie there already.
#pragma once

#include <QTreeWidget>
#include <functional>

#include "tradewind/deploy/bundle.h"

namespace tradewind::gui {

class BundleTree : public QTreeWidget {
  Q_OBJECT

 public:
  explicit BundleTree(QWidget* parent = nullptr);

  enum class Mark { none, fresh, same, changed };
  // The file that was selected stays so, if the bundle has it.
  void show_bundle(const Bundle& bundle, const std::function<Mark(const BundleFile&)>& mark);
  // Files for which it does not hold step back, and folders without any.
  void show_only(const std::function<bool(int file)>& wanted);

  // By index into the bundle.
  int current_file() const;  // -1: none
  void select_file(int file);
  Mark mark_of(int file) const { return marks_[static_cast<std::size_t>(file)]; }

 Q_SIGNALS:
  void file_selected();

 private:
  static QString words_of(Mark mark);
  QTreeWidgetItem* folder(const QString& path);
  bool show_below(QTreeWidgetItem& item, const std::function<bool(int file)>& wanted);

  std::vector<QTreeWidgetItem*> files_;
  std::vector<Mark> marks_;
};

}  // namespace tradewind::gui
