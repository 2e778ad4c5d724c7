#include <fmt/format.h>

#include <filesystem>

#include "context.h"
#include "price_book_flag.h"
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
  for (const ExportTarget& target : export_targets()) fmt::print("{:<12} {}\n", target.name, target.description);
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
  if (!args.price_book.folder.empty())
    if (const std::string id = args.price_book.load().id(); id != pick.bill.price_book)
      throw std::invalid_argument(
          fmt::format("export: the study was made with the price book {}, not {}; plan a new study with that book", pick.bill.price_book, id));
  const ExportInput input{study.world(), pick.topology,     std::filesystem::path(args.study).stem().string(),
                          pick.id,       pick.latency_ms(), pick.monthly_usd()};
  Bundle bundle;
  for (const std::string& target : args.targets) {
    Bundle files = export_bundle(input, target);
    bundle.insert(bundle.end(), std::make_move_iterator(files.begin()), std::make_move_iterator(files.end()));
  }
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
  verb->add_option("--target", args->targets, "What to write; may be given more than once")->type_name("TARGET");
  verb->add_option("--out", args->out, "Folder, new or of a former export")->type_name("DIR");
  args->price_book.add_to(*verb);
  verb->add_flag("--list-targets", args->list, "What each target writes and which versions it is made for");
  verb->footer(
      "Examples:\n  tradewind export my.study --pick t7 --target kubernetes --out bundle\n  kubectl apply -k "
      "bundle/kubernetes/overlays/aws-us-east-1");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
