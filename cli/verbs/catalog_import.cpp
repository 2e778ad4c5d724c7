#include <fmt/format.h>
#include <fmt/ranges.h>

#include "terminal/progress.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/pricing/import.h"
#include "verbs/catalog_books.h"

namespace tradewind {
namespace {

const std::map<std::string, PriceFormat> formats = {{"aws-offer", PriceFormat::aws_offer},
                                                    {"aws-savings-plan", PriceFormat::aws_savings_plan},
                                                    {"aws-spot", PriceFormat::aws_spot},
                                                    {"azure-retail", PriceFormat::azure_retail},
                                                    {"gcp-billing", PriceFormat::gcp_billing}};

struct ImportArguments {
  std::string from, out;
  std::vector<std::string> files;
  JsonOutput json;
};

nlohmann::json to_json(const ImportedBook& book) {
  nlohmann::json skipped = nlohmann::json::array();
  for (const SkippedPrices& s : book.skipped) skipped.push_back({{"reason", s.reason}, {"count", s.count}, {"examples", s.examples}});
  return {{"name", book.name}, {"date", book.date}, {"prices", book.prices}, {"skipped", skipped}, {"notes", book.notes}};
}

void print(const ImportedBook& book, const std::string& folder) {
  fmt::print("{} {}, newest of {}, written to {}\n", terminal::grouped(static_cast<double>(book.prices)), book.prices == 1 ? "price" : "prices",
             book.date, terminal::printable(folder));
  for (const std::string& note : book.notes) fmt::print("  {}\n", terminal::printable(note));
  if (book.skipped.empty()) return;
  fmt::print("\nLeft out:\n");
  terminal::Table table({{"count", true}, {"why"}, {"first of them"}});
  for (const SkippedPrices& s : book.skipped)
    table.add({terminal::grouped(static_cast<double>(s.count)), s.reason, fmt::format("{}", fmt::join(s.examples, ", "))});
  table.print();
}

ImportedBook imported(const ImportArguments& args, const Context& context) {
  terminal::ProgressLine progress(context.quiet);
  return import_prices(formats.at(args.from), {args.files.begin(), args.files.end()}, progress.callback(), context.stop);
}

int run(const ImportArguments& args, const Context& context) {
  const ImportedBook book = imported(args, context);
  write_book(book, args.out);
  args.json.write(to_json(book));
  if (!args.json.replaces_table()) print(book, args.out);
  return exit_code::done;
}

}  // namespace

void add_catalog_import(CLI::App& catalog, Context& context) {
  const auto args = std::make_shared<ImportArguments>();
  CLI::App* verb = catalog.add_subcommand("import", "A cloud's own price files as a price book for --price-book");
  verb->add_option("files", args->files, "Price files of one cloud; all pages; plain or gzip")->type_name("FILE...")->required();
  verb->add_option("--from", args->from, "What the files are: aws-offer, aws-savings-plan, aws-spot, azure-retail or gcp-billing")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"aws-offer", "aws-savings-plan", "aws-spot", "azure-retail", "gcp-billing"}))
      ->required();
  verb->add_option("--out", args->out, "Folder to make")->type_name("FOLDER")->required();
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind catalog import --from aws-offer us-east-1.json --out books/aws\n\ndocs/prices.md tells what is kept.");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
