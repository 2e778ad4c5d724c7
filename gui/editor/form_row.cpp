#include "editor/form_row.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <nlohmann/json.hpp>

#include "theme/theme.h"

namespace tradewind::gui {
namespace {

constexpr int title_width = 200, editor_width = 270;

bool is_json_number(const QString& text) {
  const auto value = nlohmann::json::parse(text.toStdString(), nullptr, false);
  return value.is_number();
}

QString plain_words(const QString& json) {
  const auto value = nlohmann::json::parse(json.toStdString(), nullptr, false);
  return value.is_string() ? QString::fromStdString(value.get<std::string>()) : json;
}

}  // namespace

bool LeaveUndoToWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      event->ignore();
      return true;
    }
  }
  return QObject::eventFilter(watched, event);
}

FormRow::FormRow(const FormField& field, QWidget* parent)
    : QWidget(parent), field_(field), title_(new QLabel(field.title, this)), problem_(new QLabel(this)), editor_(make_editor()) {
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(14, 5, 14, 5);
  layout->setHorizontalSpacing(10);
  layout->setVerticalSpacing(2);
  title_->setFixedWidth(title_width);
  title_->setWordWrap(true);
  title_->setBuddy(editor_);
  auto* unit = new QLabel(field.unit, this);
  unit->setProperty("role", "soft");
  auto* help = new QLabel(field.help.toHtmlEscaped() + (field.range.isEmpty() ? "" : " <i>" + field.range.toHtmlEscaped() + "</i>"), this);
  help->setProperty("role", "faint");
  help->setWordWrap(true);
  QFont small = help->font();
  small.setPointSizeF(small.pointSizeF() * 0.88);
  help->setFont(small);
  problem_->setWordWrap(true);
  problem_->setFont(small);
  problem_->setTextFormat(Qt::PlainText);
  problem_->hide();
  editor_->setAccessibleName(field.title);
  editor_->setAccessibleDescription(field.help);
  layout->addWidget(title_, 0, 0, Qt::AlignTop);
  layout->addWidget(editor_, 0, 1);
  layout->addWidget(unit, 0, 2);
  layout->addWidget(problem_, 1, 1, 1, 2);
  layout->addWidget(help, 2, 1, 1, 2);
  layout->setColumnStretch(2, 1);
}

QWidget* FormRow::make_editor() {
  switch (field_.kind) {
    case FormField::Kind::object:
    case FormField::Kind::objects:
      return make_object_buttons();
    case FormField::Kind::boolean:
      return make_choice({"true", "false"});
    case FormField::Kind::choice:
      return make_choice(field_.choices);
    default:
      return make_line();
  }
}

QWidget* FormRow::make_line() {
  auto* line = new QLineEdit(this);
  line->setFixedWidth(editor_width);
  line->installEventFilter(new LeaveUndoToWindow(line));
  if (!field_.default_json.isEmpty())
    line->setPlaceholderText(plain_words(field_.default_json));
  else if (!field_.example_json.isEmpty() && field_.kind != FormField::Kind::list)
    line->setPlaceholderText(tr("as %1").arg(plain_words(field_.example_json)));
  if (field_.kind == FormField::Kind::list) line->setToolTip(tr("Several, separated by ;"));
  connect(line, &QLineEdit::textEdited, this, [this](const QString& text) { Q_EMIT edited(json_of_line(text)); });
  return line;
}

QWidget* FormRow::make_choice(const QStringList& entries) {
  auto* box = new QComboBox(this);
  box->setFixedWidth(editor_width);
  box->addItem(field_.default_json.isEmpty() ? tr("(not given)") : tr("%1 (default)").arg(plain_words(field_.default_json)));
  box->addItems(entries);
  connect(box, &QComboBox::activated, this, [this, box](int index) {
    const QString word = box->itemText(index);
    Q_EMIT edited(index == 0 ? QString() : field_.kind == FormField::Kind::boolean ? word : quoted_json(word));
  });
  return box;
}

QWidget* FormRow::make_object_buttons() {
  auto* pair = new QWidget(this);
  auto* layout = new QHBoxLayout(pair);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* go = new QPushButton(pair);
  auto* remove = new QPushButton(tr("Remove"), pair);
  remove_ = remove;
  layout->addWidget(go);
  layout->addWidget(remove);
  layout->addStretch(1);
  pair->setFixedWidth(editor_width);
  pair->setFocusProxy(go);
  go->setObjectName("go");
  connect(go, &QPushButton::clicked, this, &FormRow::wants_object);
  connect(remove, &QPushButton::clicked, this, &FormRow::wants_removal);
  return pair;
}

QString FormRow::json_of_line(const QString& text) const {
  const QString trimmed = text.trimmed();
  if (trimmed.isEmpty()) return {};
  if (field_.kind == FormField::Kind::number) return is_json_number(trimmed) ? trimmed : quoted_json(text);
  if (field_.kind != FormField::Kind::list) return quoted_json(text);
  QStringList items;
  for (const QString& part : text.split(';')) {
    const QString item = part.trimmed();
    if (!item.isEmpty()) items << (field_.numbers && is_json_number(item) ? item : quoted_json(item));
  }
  return "[" + items.join(", ") + "]";
}

QString FormRow::line_of(const JsonSpan& value, const QString& text) const {
  const auto words = [&text](const JsonSpan& span) {
    const QString literal = text.mid(span.begin, span.end - span.begin);
    return span.kind == JsonSpan::Kind::string ? unquoted_json(literal) : literal;
  };
  if (value.kind != JsonSpan::Kind::array) return words(value);
  QStringList items;
  for (const JsonSpan& item : value.items) items << words(item);
  return items.join("; ");
}

void FormRow::show_value(const JsonSpan* value, const QString& text) {
  QFont font = title_->font();
  font.setBold(value != nullptr);
  title_->setFont(font);
  if (auto* line = qobject_cast<QLineEdit*>(editor_)) {
    // What is typed right now may be written in another way than the text has it ("a;" for ["a"]).
    const QString words = value == nullptr ? QString() : line_of(*value, text);
    const QString typed = json_of_line(line->text());
    const QString stands = value == nullptr ? QString() : text.mid(value->begin, value->end - value->begin);
    if (line->text() != words && !(line->hasFocus() && typed == stands)) {
      line->setText(words);
      if (!line->hasFocus()) line->setCursorPosition(0);  // a long text shows how it begins
    }
  } else if (auto* box = qobject_cast<QComboBox*>(editor_)) {
    const int index = value == nullptr ? 0 : box->findText(line_of(*value, text));
    box->setCurrentIndex(index);
  } else {
    const bool list = field_.kind == FormField::Kind::objects;
    editor_->findChild<QPushButton*>("go")->setText(value == nullptr ? tr("Add") : list ? tr("Open, %1").arg(value->items.size()) : tr("Open"));
    remove_->setVisible(value != nullptr && !field_.required);
  }
}

void FormRow::show_problem(const QString& sentence) {
  problem_->setText(sentence);
  problem_->setVisible(!sentence.isEmpty());
  problem_->setStyleSheet("color: " + Theme::current().bad_ink.name());
  editor_->setStyleSheet(sentence.isEmpty() || !qobject_cast<QLineEdit*>(editor_) ? QString()
                                                                                  : "border: 1px solid " + Theme::current().bad_ink.name());
}

}  // namespace tradewind::gui
