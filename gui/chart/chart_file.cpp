#include "chart/chart_file.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <stdexcept>

#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
namespace {

constexpr double sharpness = 2;  // pixels of a PNG for each of the screen
constexpr int points_per_inch = 96;

void draw(QPaintDevice& device, Chart& chart, const QRectF& area, const Theme& theme) {
  QPainter painter(&device);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(area, theme.surface);
  chart.look();
  chart.paint(painter, area, theme);
}

QByteArray svg_bytes(Chart& chart, QSize size, const Theme& theme) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator svg;
  svg.setOutputDevice(&buffer);
  svg.setSize(size);
  svg.setViewBox(QRect(QPoint(), size));
  svg.setTitle(chart.name());
  svg.setDescription(chart.summary());
  draw(svg, chart, QRectF(QPointF(), size), theme);
  return bytes;
}

QByteArray pdf_bytes(Chart& chart, QSize size, const Theme& theme) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter pdf(&buffer);
  pdf.setResolution(points_per_inch);
  pdf.setPageMargins({});
  pdf.setPageSize(QPageSize(QSizeF(size) / points_per_inch, QPageSize::Inch));
  pdf.setTitle(chart.name());
  draw(pdf, chart, QRectF(QPointF(), size), theme);
  return bytes;
}

}  // namespace

ChartFormat format_of(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".png") return ChartFormat::png;
  if (ending == ".svg") return ChartFormat::svg;
  if (ending == ".pdf") return ChartFormat::pdf;
  if (ending == ".csv") return ChartFormat::csv;
  throw std::invalid_argument("A chart is saved as .png, .svg, .pdf or .csv, not as '" + file.filename().string() + "'.");
}

QImage chart_image(Chart& chart, QSize size, double pixels_per_point, const Theme& theme) {
  QImage image(size * pixels_per_point, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(pixels_per_point);
  draw(image, chart, QRectF(QPointF(), size), theme);
  return image;
}

QByteArray chart_bytes(Chart& chart, ChartFormat format, QSize size, const Theme& theme) {
  chart.look();
  switch (format) {
    case ChartFormat::svg:
      return svg_bytes(chart, size, theme);
    case ChartFormat::pdf:
      return pdf_bytes(chart, size, theme);
    case ChartFormat::csv:
      return to_csv(chart.table()).toUtf8();
    case ChartFormat::png:
      break;
  }
  QByteArray bytes;
  QBuffer buffer(&bytes);
  chart_image(chart, size, sharpness, theme).save(&buffer, "PNG");
  return bytes;
}

void save_chart(Chart& chart, const std::filesystem::path& file, QSize size, const Theme& theme) {
  const QByteArray bytes = chart_bytes(chart, format_of(file), size, theme);
  write_file(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace tradewind::gui
