// Artifact Registry does not replicate between regions: each pulls from Docker Hub through a cache of its own.
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

export interface GoogleRegistryArgs {
  repository: string;
  /** Location of the cache of each region. */
  regions: Record<string, string>;
  labels: Record<string, string>;
}

export function makeGoogleRegistries(args: GoogleRegistryArgs, project: string, options: pulumi.CustomResourceOptions): void {
  for (const [place, location] of Object.entries(args.regions)) {
    new gcp.artifactregistry.Repository(`docker-hub-${place}`, {
      project,
      location,
      repositoryId: args.repository,
      format: "DOCKER",
      mode: "REMOTE_REPOSITORY",
      remoteRepositoryConfig: { dockerRepository: { publicRepository: "DOCKER_HUB" } },
      labels: args.labels,
    }, options);
  }
}
