// Adds and takes out people and regions of a scenario's text, every other letter left alone.
#pragma once

#include <QString>
#include <QStringList>

namespace tradewind::gui {

// The metro area ("Berlin, DE") beside the people that are there: named with those of the last group, where that names its metros, else in a group of
// its own with that group's share of users. Unchanged where the text is no JSON.
QString with_people(const QString& text, const QString& metro);

// The region ("aws:eu-west-1") beside the candidates. all: those of the scenario now, by key; where they are chosen by provider, continent or
// country, and the region is not among those, they are named one by one instead.
QString with_region(const QString& text, const QString& region, const QStringList& all);

// The candidates without the region.
QString without_region(const QString& text, const QString& region);

}  // namespace tradewind::gui
