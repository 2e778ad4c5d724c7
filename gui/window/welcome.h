// What the window shows while no tab is open: how to begin.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace tradewind::gui {

class Welcome : public QWidget {
  Q_OBJECT

 public:
  explicit Welcome(QWidget* parent = nullptr);
  // Files that were open last, the latest first; those that are gone are left out.
  void set_recent(const QStringList& files);

 Q_SIGNALS:
  void tour_wanted();
  void example_wanted(const QString& name);
  void file_wanted(const QString& file);  // empty: to be chosen

 private:
  void add_example(QVBoxLayout& column, const QString& name, const QString& about);
  QVBoxLayout* recent_;
};

}  // namespace tradewind::gui
