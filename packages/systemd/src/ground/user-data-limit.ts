/**
 * Bytes that an instance's user data may have, before base64.
 *
 * Source: EC2 user guide, "Run commands when you launch an EC2 instance with user data input": 16 KB in raw
 * form.
 */
export const userDataLimit = 16_384;
