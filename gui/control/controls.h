// Controls of the views that the command line can set, for pictures: a choice, a number or a text, by name.
#pragma once

#include <QComboBox>
#include <QWidget>

namespace tradewind::gui {

// Makes the control one of them. The names of a choice's entries are set by name_entries().
void name_control(QWidget& control, const QString& name);
void name_entries(QComboBox& choice, const QStringList& names);

// As a hand would. Throws std::invalid_argument, naming what there is, for a control or an entry that is not there.
void set_control(QWidget& page, const QString& name, const QString& value);

}  // namespace tradewind::gui
