#include "export/bundle_check.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "text/format.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/scenarios/topology.h"

namespace tradewind::gui {
namespace {

constexpr int tool_at_most_ms = 120'000;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(BundleCheck)
};

using State = CheckResult::State;

// Files whose path fits, or the folders that they are in; in the order of the bundle.
std::vector<std::string> paths_ending(const Bundle& bundle, std::string_view end, bool folders) {
  std::vector<std::string> paths;
  for (const BundleFile& file : bundle) {
    if (!file.path.ends_with(end)) continue;
    const std::string path = folders ? std::filesystem::path(file.path).parent_path().string() : file.path;
    if (std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
  }
  return paths;
}

CheckResult read_json_files(const World& world, const Bundle& bundle) {
  std::size_t count = 0;
  for (const BundleFile& file : bundle) {
    if (!file.path.ends_with(".json")) continue;
    ++count;
    try {
      if (file.path == "topology.json")
        (void)load_topology_text(world, file.contents, file.path);
      else [[maybe_unused]]
        const auto read = nlohmann::json::parse(file.contents);
    } catch (const std::exception& error) {
      return {from(file.path), State::failed, QString::fromUtf8(error.what())};
    }
  }
  return {counted(count, Words::tr("%1 JSON file"), Words::tr("%1 JSON files")), State::passed, {}};
}

// Runs a tool once for each path, in the folder of the bundle, until one fails.
class Tools {
 public:
  Tools(std::filesystem::path folder, std::stop_token stop) : folder_(std::move(folder)), stop_(std::move(stop)) {}

  // `arguments` of a path. Nothing where there is no path.
  void run(const QString& what, const QString& tool, const std::vector<std::string>& paths,
           const std::function<QStringList(const QString& path)>& arguments, std::vector<CheckResult>& results) const {
    if (paths.empty()) return;
    const QString name = QString("%1 (%2)").arg(what).arg(paths.size());
    if (QStandardPaths::findExecutable(tool).isEmpty()) {
      results.push_back({tool, State::not_installed, {}});
      return;
    }
    for (const std::string& path : paths) {
      if (stop_.stop_requested()) throw Interrupted();
      if (const QString complaint = complaint_of(tool, arguments(from(path))); !complaint.isEmpty()) {
        results.push_back({name, State::failed, from(path) + ": " + complaint});
        return;
      }
    }
    results.push_back({name, State::passed, {}});
  }

 private:
  // What it says, if it fails.
  QString complaint_of(const QString& tool, const QStringList& arguments) const {
    QProcess process;
    process.setWorkingDirectory(QString::fromStdString(folder_.string()));
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(tool, arguments);
    if (!process.waitForFinished(tool_at_most_ms)) return Words::tr("%1 did not end").arg(tool);
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return {};
    const QString all = QString::fromUtf8(process.readAllStandardError()) + QString::fromUtf8(process.readAllStandardOutput());
    return all.trimmed().isEmpty() ? Words::tr("%1 fails with code %2").arg(tool).arg(process.exitCode()) : all.trimmed().section('\n', 0, 2);
  }

  std::filesystem::path folder_;
  std::stop_token stop_;
};

}  // namespace

std::vector<CheckResult> check_bundle(const World& world, const Bundle& bundle, const std::filesystem::path& folder, std::stop_token stop) {
  std::vector<CheckResult> results{read_json_files(world, bundle)};
  const Tools tools(folder, std::move(stop));
  tools.run(
      "sh -n", "sh", paths_ending(bundle, ".sh", false),
      [](const QString& path) {
        return QStringList{"-n", path};
      },
      results);
  tools.run(
      "terraform fmt", "terraform", paths_ending(bundle, ".tf", false),
      [](const QString& path) {
        return QStringList{"fmt", "-write=false", "-list=false", path};
      },
      results);
  tools.run(
      "kubectl kustomize", "kubectl", paths_ending(bundle, "/kustomization.yaml", true),
      [](const QString& path) {
        return QStringList{"kustomize", path};
      },
      results);
  tools.run(
      "helm lint", "helm", paths_ending(bundle, "/Chart.yaml", true),
      [](const QString& path) {
        return QStringList{"lint", path};
      },
      results);
  // The script says what is amiss by itself; without promtool it has nothing to say.
  const auto scripts = paths_ending(bundle, "observability/check-rules.sh", false);
  if (!scripts.empty() && QStandardPaths::findExecutable("promtool").isEmpty())
    results.push_back({"promtool", State::not_installed, {}});
  else
    tools.run(
        "promtool", "sh", scripts, [](const QString& path) { return QStringList{path}; }, results);
  return results;
}

bool all_good(const std::vector<CheckResult>& results) {
  return std::ranges::none_of(results, [](const CheckResult& r) { return r.state == State::failed; });
}

QString check_words(const std::vector<CheckResult>& results) {
  QStringList passed, failed, missing;
  for (const CheckResult& result : results) {
    if (result.state == State::passed) passed << result.what;
    if (result.state == State::failed) failed << result.what + ": " + result.words;
    if (result.state == State::not_installed) missing << result.what;
  }
  if (!failed.isEmpty()) return Words::tr("Not valid: %1").arg(failed.join("; "));
  return Words::tr("Valid: %1").arg(passed.join(", ")) +
         (missing.isEmpty() ? QString() : "; " + Words::tr("not installed: %1").arg(missing.join(", ")));
}

}  // namespace tradewind::gui
