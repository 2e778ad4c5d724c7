#include <fmt/format.h>

#include "context.h"
#include "price_book_flag.h"
#include "terminal/progress.h"
#include "terminal/table.h"
#include "tradewind/deploy/bundle.h"
#include "tradewind/planner/study.h"
#include "tradewind/reports/export_input.h"

namespace tradewind {
namespace {

struct Export {
  std::string study, pick = "knee", out;
  std::vector<std::string> targets;
  PriceBookFlag price_book;
  bool list = false;
};

void list_targets() {
  terminal::Table table({{"target"}, {"writes"}, {"made for"}});
  for (const ExportTarget& target : export_targets()) table.add({target.name, target.writes, target.made_for});
  table.print();
}

// The book that the study was made with. Where it is not at hand the shipped one will do, unless artifacts go by what is cheapest.
PriceBook price_book_of(const Export& args, const Study& study, const Candidate& pick) {
  PriceBook book = args.price_book.load();
  const bool is_named = !args.price_book.folder.empty();
  if (!is_other_book(study, pick, book) && (!is_named || book.id() == pick.bill.price_book)) return book;
  throw std::invalid_argument(fmt::format("export: the study was made with the price book {}, not {}; {}", pick.bill.price_book, book.id(),
                                          !is_named ? "name its folder with --price-book" : "plan a new study with that book"));
}

int run(const Export& args, const Context& context) {
  if (args.list) {
    list_targets();
    return exit_code::done;
  }
  if (args.study.empty() || args.targets.empty() || args.out.empty())
    throw std::invalid_argument(
        "export: give a study, --target and --out, as in 'tradewind export my.study --pick knee --target kubernetes --out bundle'");
  const Study study = Study::open(args.study);
  const Candidate pick = study.find(args.pick);
  ExportInput input = export_input(study, pick, price_book_of(args, study, pick));
  terminal::ProgressLine progress(context.quiet);
  simulate_for(args.targets, input, progress.callback(), context.stop);
  const Bundle bundle = export_bundle(input, args.targets);
  write_bundle(bundle, args.out);
  if (!context.quiet) fmt::print("{} files of point {} written to {}; prices of {}\n", bundle.size(), pick.id, args.out, pick.bill.price_book);
  return exit_code::done;
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Export>();
  CLI::App* verb = app.add_subcommand("export", "The manifests of a picked topology, for a platform team to apply");
  verb->add_option("study", args->study, "Study file")->type_name("STUDY");
  verb->add_option("--pick", args->pick,
                   "Point of the front: its id, or knee, cheapest, fastest, or the best of the third axis: earns-most (net benefit), freshest, "
                   "most-available, least-carbon")
      ->type_name("ID")
      ->capture_default_str();
  verb->add_option("--target", args->targets, "What to write, separated by commas; --list-targets names them")
      ->type_name("TARGET,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--out", args->out, "Folder, new or of a former export")->type_name("DIR");
  args->price_book.add_to(*verb);
  verb->add_flag("--list-targets", args->list, "What each target writes and which versions it is made for");
  verb->footer(
      "Examples:\n  tradewind export my.study --pick t7 --target kubernetes --out bundle\n  kubectl apply -k "
      "bundle/kubernetes/overlays/aws-us-east-1");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
