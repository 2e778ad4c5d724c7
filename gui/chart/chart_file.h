// A chart as a file: PNG, SVG and PDF by the code that draws it on the screen, CSV from its table.
#pragma once

#include <QByteArray>
#include <filesystem>

#include "chart/chart.h"

namespace tradewind::gui {

enum class ChartFormat { png, svg, pdf, csv };

// "png"; throws std::invalid_argument for a file name with no ending of these.
ChartFormat format_of(const std::filesystem::path& file);

QImage chart_image(Chart& chart, QSize size, double pixels_per_point, const Theme& theme);
QByteArray chart_bytes(Chart& chart, ChartFormat format, QSize size, const Theme& theme);
// By the ending of the file name. Throws std::invalid_argument or FileError.
void save_chart(Chart& chart, const std::filesystem::path& file, QSize size, const Theme& theme);

}  // namespace tradewind::gui
