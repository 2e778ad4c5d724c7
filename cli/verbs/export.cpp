#include <fmt/format.h>

#include <algorithm>

#include "context.h"
#include "export_input.h"
#include "price_book_flag.h"
#include "terminal/table.h"
#include "tradewind/deploy/bundle.h"
#include "tradewind/planner/study.h"

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
  const bool by_price = std::ranges::any_of(study.world().data.artifacts,
                                            [](const Artifact& artifact) { return artifact.replication == ArtifactReplication::cheapest; });
  if (book.id() == pick.bill.price_book || (args.price_book.folder.empty() && !by_price)) return book;
  throw std::invalid_argument(fmt::format("export: the study was made with the price book {}, not {}; {}", pick.bill.price_book, book.id(),
                                          args.price_book.folder.empty() ? "name its folder with --price-book" : "plan a new study with that book"));
}

// Whether one of the named targets asks for something that has to be simulated first.
bool any_asks(const std::vector<std::string>& names, bool ExportTarget::*what) {
  return std::ranges::any_of(export_targets(),
                             [&](const ExportTarget& target) { return target.*what && std::ranges::find(names, target.name) != names.end(); });
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
  if (any_asks(args.targets, &ExportTarget::tells_knees)) add_knees(input, context);
  if (any_asks(args.targets, &ExportTarget::tells_failures)) input.failures = expected_failures(input.world, input.topology, context);
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
  verb->add_option("--pick", args->pick, "Point of the front: its id, or knee, cheapest, fastest, earns-most (the greatest net benefit)")
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
